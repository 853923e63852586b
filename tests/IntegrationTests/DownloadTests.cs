using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.Modalities;

namespace Gan.IntegrationTests;

/// <summary>Downloads against a server on this machine: verified, then renamed, and nothing half-written stays.</summary>
public class DownloadTests
{
    [MnistFact]
    public void Verified_files_are_renamed_into_place_and_not_fetched_again()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(name => FileServer.Ok(RealFile(name)));
        Assert.Equal(0, Fetch(folder, server.Address).ExitCode);
        Assert.Equal(Mnist.Hashes.Keys.Select(name => name + ".gz").Order(), Files(folder));
        Assert.True(Mnist.IsIn(folder.Root));
        Assert.Equal(4, server.Requests);
        Assert.Equal(0, Fetch(folder, server.Address).ExitCode);
        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public async Task Whatever_is_verified_is_renamed_and_strays_are_swept()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(name => FileServer.Ok(Gzip(name)));
        Dictionary<string, string> hashes = new() { ["a"] = HashOf("a.gz"), ["b"] = HashOf("b.gz") };
        Directory.CreateDirectory(folder["mnist"]);
        File.WriteAllText(Path.Combine(folder["mnist"], "a.gz.partial"), "of a killed process");
        using var client = new HttpClient();
        var said = new List<string>();
        await new MnistDownload(client, [new Uri(server.Address)], hashes, said.Add).FetchAsync(folder.Root, CancellationToken.None);
        Assert.Equal(["a.gz", "b.gz"], Files(folder));
        Assert.Equal(2, said.Count);

        static string HashOf(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    [MnistFact]
    public void A_damaged_file_of_an_earlier_day_is_replaced()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(name => FileServer.Ok(RealFile(name)));
        Directory.CreateDirectory(folder["mnist"]);
        File.WriteAllText(Path.Combine(folder["mnist"], "train-labels-idx1-ubyte.gz"), "not gzip");
        Assert.Equal(0, Fetch(folder, server.Address).ExitCode);
        Assert.Equal(Convert.ToHexString(RealFile("train-labels-idx1-ubyte.gz")),
            Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder["mnist"], "train-labels-idx1-ubyte.gz"))));
    }

    [Fact]
    public void A_wrong_hash_is_refused_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(_ => FileServer.Ok(Gzip("other bytes")));
        AssertRefused(folder, Fetch(folder, server.Address), "instead of ba891046");
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(_ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        AssertRefused(folder, Fetch(folder, server.Address), "404");
    }

    [Fact]
    public void A_cut_connection_is_refused_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(_ => FileServer.Ok(Gzip(new string('x', 100_000)))[..150]);
        AssertRefused(folder, Fetch(folder, server.Address), "Nothing half-written was kept");
    }

    [Fact]
    public void An_unreachable_server_is_refused_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        AssertRefused(folder, Fetch(folder, "http://127.0.0.1:1/"), "refused");
    }

    [Fact]
    public void A_file_that_is_not_gzip_is_refused_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var server = new FileServer(_ => FileServer.Ok(Encoding.ASCII.GetBytes("<html>moved</html>")));
        AssertRefused(folder, Fetch(folder, server.Address), server.Address);
    }

    [MnistFact]
    public void The_second_mirror_serves_where_the_first_fails()
    {
        using var folder = new TestFolder();
        using var good = new FileServer(name => FileServer.Ok(RealFile(name)));
        using var bad = new FileServer(_ => FileServer.Ok(Gzip("other bytes")));
        Assert.Equal(0, Fetch(folder, $"{bad.Address} {good.Address}").ExitCode);
        Assert.True(Mnist.IsIn(folder.Root));
    }

    private static GanResult Fetch(TestFolder folder, string mirrors)
    {
        using var process = GanProcess.Start(["data", "fetch", "mnist", "--to", folder.Root], [("GAN_Data__MnistMirrors", mirrors)]);
        return process.WaitForEnd();
    }

    private static void AssertRefused(TestFolder folder, GanResult result, string reason)
    {
        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(Files(folder));
    }

    private static IEnumerable<string> Files(TestFolder folder) =>
        Directory.EnumerateFiles(folder["mnist"]).Select(path => Path.GetFileName(path)).Order();

    private static byte[] RealFile(string name) => File.ReadAllBytes(Path.Combine(Repository.MnistRoot!, "mnist", name));

    private static byte[] Gzip(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression))
            gzip.Write(Encoding.ASCII.GetBytes(text));
        return memory.ToArray();
    }

    /// <summary>Answers every request with given bytes, then closes the connection.</summary>
    private sealed class FileServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, byte[]> _answer;

        public FileServer(Func<string, byte[]> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public int Requests { get; private set; }

        public static byte[] Ok(byte[] body) =>
            [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

        private async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                var request = await reader.ReadLineAsync() ?? "";
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }
                Requests++;
                await stream.WriteAsync(_answer(request.Split(' ')[1].TrimStart('/')));
            }
        }

        public void Dispose() => _listener.Stop();
    }
}
