using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Gan.Torch.Native;

/// <summary>
/// A private copy of TorchSharp's native library for a system whose libstdc++ is older than GCC 13's. The
/// library asks for one version too new, for a symbol that it never uses: with that need made weak it loads.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class MendedLibrary
{
    /// <summary>The symbol version of GCC 13's libstdc++.</summary>
    public const string LackingVersion = "GLIBCXX_3.4.32";

    /// <summary>Loads a mended copy of <paramref name="original"/> and gives the copy's path.</summary>
    /// <exception cref="LibTorchNotFoundException">No copy could be made or loaded.</exception>
    public static string Load(string original)
    {
        byte[] image = File.ReadAllBytes(original);
        string name = $"{Path.GetFileNameWithoutExtension(original)}-{Convert.ToHexStringLower(SHA256.HashData(image))}.so";
        byte[] mended = Mend(original, image);
        List<string> tried = [];
        foreach (NativeCache cache in NativeCache.Candidates())
        {
            if (TryLoadFrom(cache, name, mended, tried) is { } path)
            {
                return path;
            }
        }

        throw NotMended(
            $"{original} needs {LackingVersion} of libstdc++, and no private copy without that need could be loaded.",
            tried);
    }

    private static byte[] Mend(string original, byte[] image)
    {
        try
        {
            // Without the need the copy would be equal, and fail as the original did: with the loader's words.
            _ = ElfVersionNeeds.TryMakeWeak(image, LackingVersion, out byte[] mended);
            return mended;
        }
        catch (InvalidDataException failure)
        {
            throw NotMended($"{original} is not a well-formed library.", [$"{original}: {failure.Message}"], failure);
        }
    }

    private static string? TryLoadFrom(NativeCache cache, string name, byte[] content, List<string> tried)
    {
        try
        {
            cache.Ensure();
            string path = Path.Combine(cache.Folder, name);
            Provide(path, content);
            NativeLibrary.Load(path);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            tried.Add($"{cache.Folder}: {LoaderMessage.From(failure)}");
            return null;
        }
    }

    // What is there is compared with what it must be, whole, so that a damaged file is never loaded.
    private static void Provide(string path, byte[] content)
    {
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            Replace(path, content);
        }
    }

    // By rename: another process sees the old file or the whole new one, and one that has the old file
    // mapped keeps it. Two processes that do this at once write the same.
    private static void Replace(string path, byte[] content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static LibTorchNotFoundException NotMended(
        string problem,
        IReadOnlyList<string> tried,
        Exception? failure = null) =>
        new(
            problem,
            tried,
            "let this user write to one of the cache directories and load libraries from it, " +
            "or use a system with the libstdc++ of GCC 13 or later.",
            failure);
}
