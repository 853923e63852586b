using System.Collections;
using Gan.Experiments;
using Gan.Host.Runs;
using Microsoft.Extensions.Configuration;

namespace Gan.Host.Options;

/// <summary>
/// Every setting as text by key, layered: appsettings.json, then the preset (or, for an existing run, what it records),
/// then the environment (<c>GAN_Section__Key</c>), then <c>--set</c>. Nothing is interpreted here.
/// </summary>
internal static class Settings
{
    private const string Prefix = "GAN_";

    /// <summary>Gathers the layers.</summary>
    /// <param name="preset">A preset that exists, or null for none.</param>
    /// <param name="stored">Settings recorded by an existing run, which stand in the preset's place.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="assignments">From the command line, last wins.</param>
    public static Dictionary<string, string> Gather(string? preset, IReadOnlyDictionary<string, string>? stored,
        IDictionary environment, IEnumerable<KeyValuePair<string, string>> assignments)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        if (preset is not null)
            builder.AddJsonFile(Presets.FileOf(preset));
        if (stored is not null)
            builder.AddInMemoryCollection(stored.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        foreach (var layer in new[] { FromEnvironment(environment), assignments })
            builder.AddInMemoryCollection(layer.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));

        // Keys compare without case everywhere in .NET configuration: bring known ones to their one spelling.
        var spelling = Known.Experiments.Keys.Concat(MachineReading.Keys).Distinct()
            .ToDictionary(key => key, StringComparer.OrdinalIgnoreCase);
        return builder.Build().AsEnumerable()
            .Where(pair => pair.Value is not null && pair.Key != Presets.DescriptionKey)
            .ToDictionary(pair => spelling.GetValueOrDefault(pair.Key, pair.Key), pair => pair.Value!);
    }

    /// <summary>The environment's settings; GAN_DATA and GAN_LIBTORCH have no section and are read where they are used.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FromEnvironment(IDictionary environment) =>
        from DictionaryEntry entry in environment
        let name = (string)entry.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal) && name.Contains("__", StringComparison.Ordinal)
        select new KeyValuePair<string, string>(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string)entry.Value!);
}
