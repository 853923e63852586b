using System.Runtime.Versioning;

namespace Gan.Host.Native;

/// <summary>A directory of this user for native libraries that the program makes.</summary>
/// <param name="Root">The directory it lies in, which others may share.</param>
/// <param name="Name">The program's own directory there.</param>
[SupportedOSPlatform("linux")]
internal sealed record NativeCache(string Root, string Name)
{
    private const string ProgramName = "gan-hybrid";

    /// <summary>The directory itself; it need not exist yet.</summary>
    public string Folder => Path.Combine(Root, Name, "native");

    /// <summary>The user's cache directory, if there is one, and then the temporary folder.</summary>
    public static IEnumerable<NativeCache> Candidates()
    {
        if (UserCache() is { } root)
        {
            yield return new NativeCache(root, ProgramName);
        }

        yield return new NativeCache(Path.GetTempPath(), $"{ProgramName}-{PrivateDirectory.CurrentUser}");
    }

    /// <summary>Makes the directory and checks that only this user can change it.</summary>
    /// <exception cref="IOException">It cannot be made, or is someone else's.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public void Ensure()
    {
        Directory.CreateDirectory(Root, PrivateDirectory.OwnerOnly);
        PrivateDirectory.Ensure(Path.Combine(Root, Name));
        PrivateDirectory.Ensure(Folder);
    }

    // The XDG base directory specification: a relative XDG_CACHE_HOME does not count. A home that does
    // not exist, as system users have, is not made.
    private static string? UserCache()
    {
        string? named = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathRooted(named))
        {
            return named;
        }

        string? home = Environment.GetEnvironmentVariable("HOME");
        return Directory.Exists(home) ? Path.Combine(home, ".cache") : null;
    }
}
