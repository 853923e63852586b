using System.Net;
using System.Net.Sockets;

namespace Gan.IntegrationTests.Support;

/// <summary>A training process with a dashboard of its own, and how a test talks to it.</summary>
public sealed class DashboardClient : IDisposable
{
    public const string Token = "a-token-of-the-tests";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private DashboardClient(GanProcess process, int port)
    {
        (Process, Port) = (process, port);
        _http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
    }

    public GanProcess Process { get; }

    public int Port { get; }

    /// <summary>Starts a training and waits until it answers.</summary>
    public static DashboardClient Start(string[] train, string address = "127.0.0.1")
    {
        var port = FreePort();
        var client = new DashboardClient(GanProcess.Start([.. train, "--set", $"Dashboard:Token={Token}"], [("GAN_Dashboard__Address", $"{address}:{port}")]), port);
        client.Process.WaitUntil(() => client.Answers("/health/ready"));
        return client;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Sends a request with headers; null in place of the token's leaves it out.</summary>
    public (HttpStatusCode Status, string Text) Send(HttpMethod method, string path, string? token, params (string Name, string Value)[] headers)
    {
        using var response = Response(method, path, token, headers);
        return (response.StatusCode, response.Content.ReadAsStringAsync().Result);
    }

    public HttpResponseMessage Response(HttpMethod method, string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Add("Authorization", $"Bearer {token}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _http.Send(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public string Get(string path)
    {
        var (status, text) = Send(HttpMethod.Get, path, Token);
        Assert.Equal(HttpStatusCode.OK, status);
        return text;
    }

    /// <summary>The server's answer to bytes as they are; the beginning of it, empty if it hangs up.</summary>
    public string Raw(string request)
    {
        using var connection = new TcpClient("127.0.0.1", Port) { ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        var stream = connection.GetStream();
        try
        {
            stream.Write(System.Text.Encoding.Latin1.GetBytes(request));
            var answer = new byte[256];
            return System.Text.Encoding.Latin1.GetString(answer, 0, stream.ReadAtLeast(answer, 12, throwOnEndOfStream: false));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private bool Answers(string path)
    {
        try
        {
            return Send(HttpMethod.Get, path, Token).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        Process.Dispose();
    }
}
