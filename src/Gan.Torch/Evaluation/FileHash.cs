using System.Security.Cryptography;

namespace Gan.Torch.Evaluation;

/// <summary>Names files by what they hold.</summary>
internal static class FileHash
{
    private const int Shown = 16;

    /// <summary>The first 16 digits of a file's SHA-256.</summary>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..Shown];
    }
}
