using System.Runtime.InteropServices;

namespace Gan.Torch.Native;

/// <summary>The system's OpenSSL, which .NET takes hashes and random numbers from; without it .NET ends the process in the middle
/// of the work.</summary>
internal static class OpenSsl
{
    // Those that .NET looks for, the usual ones first.
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so", "libssl.so.1.0.2", "libssl.so.1.0.0",
        "libssl.so.10", "libssl.so.4"];

    /// <summary>Looks for it before anything needs it.</summary>
    /// <exception cref="ModelFileException">It is not there.</exception>
    public static void Require()
    {
        if (!Array.Exists(Names, name => NativeLibrary.TryLoad(name, out _)))
            throw new ModelFileException("OpenSSL, which checksums need, is not installed: install it with your system's packages (on "
                + "Debian: apt-get install libssl3).");
    }
}
