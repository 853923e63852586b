using System.IO.Compression;
using System.Security.Cryptography;

namespace Gan.Torch.Modalities;

/// <summary>
/// Fetches the four files of MNIST: each is downloaded under a temporary name, its uncompressed bytes are verified
/// against the known SHA-256, and only then is it renamed. A failed file leaves nothing behind.
/// </summary>
/// <param name="client">What it downloads with.</param>
/// <param name="mirrors">Addresses of folders, each ending in a slash; at least one.</param>
/// <param name="hashes">SHA-256 of the uncompressed files, by name.</param>
/// <param name="say">Told of every file that is in place.</param>
internal sealed class MnistDownload(HttpClient client, IReadOnlyList<Uri> mirrors, IReadOnlyDictionary<string, string> hashes,
    Action<string> say)
{
    private const string PartialSuffix = ".partial";

    /// <summary>Fetches what is not there yet into ROOT/mnist; every mirror is tried before giving up.</summary>
    public async Task FetchAsync(string root, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, Mnist.Folder)).FullName;
        // What a killed process left.
        foreach (var stray in Directory.EnumerateFiles(folder, "*" + PartialSuffix))
            File.Delete(stray);
        foreach (var (name, hash) in hashes)
        {
            var target = Path.Combine(folder, name + ".gz");
            if (await IsVerifiedAsync(target, hash, cancellation))
                say($"{target} is there and verified.");
            else
                await FetchFileAsync(name, hash, target, cancellation);
        }
    }

    private async Task FetchFileAsync(string name, string hash, string target, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var mirror in mirrors)
        {
            var address = new Uri(mirror, name + ".gz");
            var partial = target + PartialSuffix;
            try
            {
                await DownloadAsync(address, partial, cancellation);
                var found = await HashOfUncompressedAsync(partial, cancellation);
                if (found == hash)
                {
                    File.Move(partial, target, overwrite: true);
                    say($"{target} fetched from {address} and verified.");
                    return;
                }
                failures.Add($"{address}: its SHA-256 is {found} instead of {hash}");
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException
                or UnauthorizedAccessException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                failures.Add($"{address}: {failure.Message.TrimEnd('.')}");
            }
            finally
            {
                File.Delete(partial);
            }
        }
        throw new DataException(
            $"Cannot fetch {name}:{string.Concat(failures.Select(failure => $"\n  {failure}"))}\n"
            + "Nothing half-written was kept. Try again, or put the file there by hand.");
    }

    private async Task DownloadAsync(Uri address, string partial, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await using var file = new FileStream(partial, FileMode.Create, FileAccess.Write);
        await response.Content.CopyToAsync(file, cancellation);
        file.Flush(flushToDisk: true);
        // HTTP/1.0 servers may cut the connection without an error.
        if (response.Content.Headers.ContentLength is { } announced && announced != file.Length)
            throw new IOException($"{file.Length} of {announced} bytes came before the connection ended");
    }

    private static async Task<bool> IsVerifiedAsync(string path, string hash, CancellationToken cancellation)
    {
        try
        {
            return File.Exists(path) && await HashOfUncompressedAsync(path, cancellation) == hash;
        }
        catch (InvalidDataException)
        {
            return false; // not gzip: as good as absent, and replaced by a verified file
        }
    }

    private static async Task<string> HashOfUncompressedAsync(string path, CancellationToken cancellation)
    {
        await using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }
}
