using System.Runtime.Versioning;

namespace Gan.Torch.Native;

/// <summary>A directory of this user for native libraries that the program makes.</summary>
/// <param name="Root">The directory it lies in, which others may share.</param>
/// <param name="Name">The program's own directory there.</param>
[SupportedOSPlatform("linux")]
internal sealed record NativeCache(string Root, string Name)
{
    /// <summary>The directory itself; it need not exist yet.</summary>
    public string Folder => Path.Combine(Root, Name, "native");

    /// <summary>The user's cache directory, if there is one, and then the temporary folder.</summary>
    public static IEnumerable<NativeCache> Candidates()
    {
        if (UserCache.Root() is { } root)
        {
            yield return new NativeCache(root, UserCache.ProgramName);
        }

        yield return new NativeCache(Path.GetTempPath(), $"{UserCache.ProgramName}-{PrivateDirectory.CurrentUser}");
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
}
