using System.Security.Cryptography;
using System.Text;
using Gan.Experiments;

namespace Gan.Host.Runs;

/// <summary>The experiment that checkpoints have to belong to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Hash">SHA-256 of the settings that decide what is computed.</param>
internal sealed record Identity(ulong Seed, string Hash)
{
    /// <summary>The identity of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="begun">Places of its data that stand for its own; null for none.</param>
    public static Identity Of(Experiment experiment, IReadOnlyDictionary<string, string>? begun = null)
    {
        var text = string.Concat(Known.Experiments.Identity(experiment)
            .Select(setting => $"{setting.Key}={begun?.GetValueOrDefault(setting.Key) ?? setting.Value}\n"));
        return new(experiment.Seed, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
