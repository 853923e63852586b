using System.Reflection;

namespace Gan.Torch.Native;

/// <summary>
/// Where libtorch and the native part of TorchSharp are looked for; it only looks, and loads nothing.
/// </summary>
/// <param name="baseDirectory">The folder of the program.</param>
/// <param name="environment">Reads an environment variable.</param>
public sealed class LibTorchLocator(string baseDirectory, Func<string, string?> environment)
{
    /// <summary>The environment variable that names the libtorch folder.</summary>
    public const string FolderVariable = "GAN_LIBTORCH";

    /// <summary>The libtorch that this TorchSharp is built for; <c>torch.__version__</c> says the same and <c>.0</c>.</summary>
    public const string LibTorchVersion = "2.10.0";

    internal const string Remedy =
        $"restore the NuGet packages, or put libtorch {LibTorchVersion} in a folder libtorch/ beside the program, " +
        $"or set {FolderVariable} to an unpacked libtorch {LibTorchVersion} " +
        $"or to the folder torch/lib of a Python torch {LibTorchVersion}.";

    private const string LibTorchSharpFile = "libLibTorchSharp.so";
    private const string PackageNatives = "runtimes/linux-x64/native";

    /// <summary>The locator for this process.</summary>
    public static LibTorchLocator ForThisProcess() =>
        new(AppContext.BaseDirectory, Environment.GetEnvironmentVariable);

    /// <summary>Finds the folder with libtorch's libraries, and says which place it came from.</summary>
    /// <exception cref="LibTorchNotFoundException">No place has a usable libtorch, or the named one is unusable.</exception>
    public (string Folder, string Source) FindFolder()
    {
        string? named = Variable(FolderVariable);
        if (named is not null)
        {
            return (RequireNamedFolder(Path.GetFullPath(named)), FolderVariable);
        }

        List<string> tried = [$"{FolderVariable}: not set"];
        if (LibTorchFolder.TryFind(BesideProgram, tried) is { } beside)
        {
            return (beside, "beside the program");
        }

        if (LibTorchFolder.TryFind(Path.Combine(baseDirectory, PackageNatives), tried) is { } built)
        {
            return (built, "with the program");
        }

        if (LibTorchFolder.TryFind(InPackages("libtorch-cpu-linux-x64", LibTorchVersion), tried) is { } package)
        {
            return (package, "NuGet packages");
        }

        throw new LibTorchNotFoundException(
            $"libtorch {LibTorchVersion}, the native library that TorchSharp needs, was not found.", tried, Remedy);
    }

    /// <summary>Finds the native part of TorchSharp.</summary>
    /// <exception cref="LibTorchNotFoundException">No place has it.</exception>
    public string FindLibTorchSharp()
    {
        // The program's own folder first, as .NET too prefers it: another one loaded before would not be
        // the one that TorchSharp calls, and both would be mapped.
        string[] places =
        [
            Path.Combine(baseDirectory, LibTorchSharpFile),
            Path.Combine(baseDirectory, PackageNatives, LibTorchSharpFile),
            Path.Combine(BesideProgram, LibTorchSharpFile),
            Path.Combine(InPackages("torchsharp", TorchSharpVersion), LibTorchSharpFile),
        ];
        return places.FirstOrDefault(File.Exists)
            ?? throw new LibTorchNotFoundException(
                $"{LibTorchSharpFile}, the native part of TorchSharp {TorchSharpVersion}, was not found.",
                [.. places.Select(place => $"{place}: no such file")],
                $"restore the NuGet packages, or put {LibTorchSharpFile} of TorchSharp {TorchSharpVersion} beside the program.");
    }

    // Through an enum's type, and from metadata alone: the static constructor of TorchSharp.torch loads the
    // native libraries, and must not run yet.
    private static string TorchSharpVersion { get; } =
        typeof(TorchSharp.DeviceType).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? throw new InvalidOperationException("The TorchSharp assembly does not say its version.");

    private string BesideProgram => Path.Combine(baseDirectory, "libtorch");

    private static string RequireNamedFolder(string named)
    {
        // Someone who names a folder wants that one: taking another in silence would run, say, on the CPU.
        List<string> tried = [];
        return LibTorchFolder.TryFind(named, tried)
            ?? throw new LibTorchNotFoundException(
                $"The folder that {FolderVariable} names has no usable libtorch {LibTorchVersion}.",
                tried,
                $"set {FolderVariable} to an unpacked libtorch {LibTorchVersion} or to the folder torch/lib of a " +
                $"Python torch {LibTorchVersion}, or unset it.");
    }

    private string InPackages(string package, string version) =>
        Path.Combine(PackagesFolder(), package, version, PackageNatives);

    private string PackagesFolder() =>
        Path.GetFullPath(Variable("NUGET_PACKAGES") ?? Path.Combine(Home(), ".nuget", "packages"));

    private string Home() =>
        Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private string? Variable(string name) =>
        environment(name) is { Length: > 0 } value ? value : null;
}
