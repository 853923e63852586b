using System.Security.Cryptography;

namespace Gan.IntegrationTests.Support;

/// <summary>Files that a run leaves behind.</summary>
internal static class RunFiles
{
    /// <summary>SHA-256 of every safetensors file, by path within the folder.</summary>
    public static SortedDictionary<string, string> Weights(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))));

    /// <summary>The lines of metrics.jsonl without their last field, the rate, which belongs to the hour.</summary>
    public static string[] Reports(string run) =>
        [.. File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => line[..line.IndexOf(",\"samples_per_second\"", StringComparison.Ordinal)])];
}
