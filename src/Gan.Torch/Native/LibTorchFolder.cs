using System.Text.RegularExpressions;

namespace Gan.Torch.Native;

/// <summary>A folder that holds a libtorch which this program can use.</summary>
internal static partial class LibTorchFolder
{
    private static readonly string[] RequiredFiles = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    // In libtorch's archive and in Python's torch, beside lib/.
    private static readonly string[] VersionFiles = ["build-version", "version.py"];

    /// <summary>
    /// The folder with the libraries: <paramref name="folder"/>, or <c>lib/</c> inside it. When there is
    /// none, a line that says why is added to <paramref name="tried"/>.
    /// </summary>
    public static string? TryFind(string folder, List<string> tried)
    {
        string[] candidates = [folder, Path.Combine(folder, "lib")];
        string? found = Array.Find(candidates, candidate => MissingFile(candidate) is null);
        string? problem = found is null ? WhyUnusable(folder) : WrongVersion(found);
        if (problem is null)
        {
            return found;
        }

        tried.Add($"{folder}: {problem}");
        return null;
    }

    private static string? MissingFile(string folder) =>
        Array.Find(RequiredFiles, file => !File.Exists(Path.Combine(folder, file)));

    private static string WhyUnusable(string folder) =>
        Directory.Exists(folder)
            ? $"has no {MissingFile(folder)}, and neither has lib/ inside it"
            : "no such folder";

    // Another libtorch would load and later end the process at the first function that it lacks, so it is
    // refused where a file says its version. A NuGet package has no such file, but the version in its path.
    private static string? WrongVersion(string folder)
    {
        string? version = VersionFiles
            .Select(file => Path.Combine(folder, "..", file))
            .Where(File.Exists)
            .Select(file => VersionPattern().Match(File.ReadAllText(file)))
            .FirstOrDefault(match => match.Success)?.Groups["version"].Value;
        return version is null || ReleaseSeries(version) == ReleaseSeries(LibTorchLocator.LibTorchVersion)
            ? null
            : $"is libtorch {version}, not {LibTorchLocator.LibTorchVersion}";
    }

    // Patch releases keep the binary interface.
    private static string ReleaseSeries(string version) => version[..version.LastIndexOf('.')];

    [GeneratedRegex(@"^(__version__ = ')?(?<version>\d+\.\d+\.\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionPattern();
}
