using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gan.Torch.Native;

/// <summary>The native libraries that were loaded.</summary>
/// <param name="Folder">The folder with libtorch's libraries.</param>
/// <param name="Source">Which place named that folder.</param>
/// <param name="LibTorchSharp">The path of the loaded native part of TorchSharp.</param>
/// <param name="Mended">Whether that is a private copy that does without a newer libstdc++.</param>
/// <param name="HasCuda">Whether this libtorch has CUDA; it says nothing about a device.</param>
public sealed record LibTorchInfo(string Folder, string Source, string LibTorchSharp, bool Mended, bool HasCuda);

/// <summary>Loads libtorch and the native part of TorchSharp.</summary>
public static class LibTorch
{
    private const string CudaLibrary = "libtorch_cuda.so";

    // Dependencies first, so that each library finds those it needs loaded already, whatever the search
    // path of the system is. The first two: LD_LIBRARY_PATH goes before a library's own RUNPATH, and would
    // put another OpenMP or CUDA runtime in the place of the folder's own. A folder without CUDA lacks some.
    private static readonly string[] LoadOrder =
    [
        "libgomp*.so*", "libcudart*.so*", "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", CudaLibrary, "libtorch.so",
    ];

    private static readonly Lock Gate = new();
    private static LibTorchInfo? _loaded;

    /// <summary>
    /// Loads the libraries at the first call and only says what is loaded at later ones, or where the program has
    /// loaded them itself. To be called before anything of TorchSharp is used where TorchSharp's own way of finding them fails.
    /// </summary>
    /// <exception cref="LibTorchNotFoundException">They are not found, or do not load.</exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux on x64.</exception>
    public static LibTorchInfo Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException("This program loads libtorch on Linux x64 only.");
        }

        lock (Gate)
        {
            return _loaded ??= LoadedAlready(File.ReadLines("/proc/self/maps")) ?? LoadFrom(LibTorchLocator.ForThisProcess());
        }
    }

    /// <summary>The libraries that a process has mapped; null where it lacks libtorch or the native part of TorchSharp.</summary>
    /// <param name="maps">Lines of /proc/PID/maps, each ending with the path of a file, if there is one.</param>
    internal static LibTorchInfo? LoadedAlready(IEnumerable<string> maps)
    {
        string[] files = [.. maps.Where(line => line.Contains('/')).Select(line => line[line.IndexOf('/')..]).Distinct()];
        string? Of(string name) => files.FirstOrDefault(file => Path.GetFileName(file) == name);
        return Of("libLibTorchSharp.so") is { } torchSharp && Of("libtorch_cpu.so") is { } torch
            && Path.GetDirectoryName(torch) is { } folder
            ? new LibTorchInfo(folder, "loaded before", torchSharp, Mended: false, Of(CudaLibrary) is not null)
            : null;
    }

    [SupportedOSPlatform("linux")]
    private static LibTorchInfo LoadFrom(LibTorchLocator locator)
    {
        (string folder, string source) = locator.FindFolder();
        string libTorchSharp = locator.FindLibTorchSharp();
        foreach (string library in LoadOrder.SelectMany(pattern => Matching(folder, pattern)))
        {
            LoadLibrary(library);
        }

        (string loaded, bool mended) = LoadLibTorchSharp(libTorchSharp);
        return new LibTorchInfo(folder, source, loaded, mended, File.Exists(Path.Combine(folder, CudaLibrary)));
    }

    private static IEnumerable<string> Matching(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);

    // TorchSharp finds a library loaded here by its soname; the handle is kept for ever.
    private static void LoadLibrary(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException failure)
        {
            throw NotLoaded(path, failure);
        }
    }

    [SupportedOSPlatform("linux")]
    private static (string Path, bool Mended) LoadLibTorchSharp(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return (path, false);
        }
        catch (DllNotFoundException failure)
            when (failure.Message.Contains(MendedLibrary.LackingVersion, StringComparison.Ordinal))
        {
            return (MendedLibrary.Load(path), true);
        }
        catch (DllNotFoundException failure)
        {
            throw NotLoaded(path, failure);
        }
    }

    private static LibTorchNotFoundException NotLoaded(string path, DllNotFoundException failure) =>
        new(
            $"{Path.GetFileName(path)} was found but does not load.",
            [$"{path}: {LoaderMessage.From(failure)}"],
            LibTorchLocator.Remedy,
            failure);
}
