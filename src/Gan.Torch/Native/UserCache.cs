namespace Gan.Torch.Native;

/// <summary>The folder for what can be made again, by the XDG base directory specification.</summary>
internal static class UserCache
{
    /// <summary>The program's own directory in such folders.</summary>
    public const string ProgramName = "gan-hybrid";

    /// <summary>
    /// The user's folder, which all programs share; null where there is none: a relative XDG_CACHE_HOME does not count, and a home
    /// that does not exist, as system users have, is not made.
    /// </summary>
    public static string? Root()
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
