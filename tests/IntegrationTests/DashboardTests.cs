using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Gan.Host;
using Gan.Host.Dashboard;
using Gan.Host.Telemetry;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>The dashboard of real runs: who may do what, what it bears, and that training does not feel it.</summary>
public class DashboardTests
{
    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-smoke", "--run", run, "--seed", "7", "--device", "cpu", .. more];

    [Fact]
    public void On_a_loopback_address_everyone_reads_and_only_the_token_changes_something()
    {
        using var folder = new TestFolder();
        using var client = DashboardClient.Start(Train(folder["run"], "--steps", "100000", "--set", "Report:Every=1"));
        string[] pages = ["/", "/runs", "/metrics", "/health/live", "/health/ready", "/assets/style.css", "/assets/dashboard.js", "/assets/icon.svg"];
        foreach (var page in pages)
            Assert.Equal(HttpStatusCode.OK, client.Send(HttpMethod.Get, page, null).Status);
        string[] actions = ["/pause", "/resume", "/checkpoint", "/stop"];
        foreach (var action in actions)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, client.Send(HttpMethod.Post, action, null).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, client.Send(HttpMethod.Post, action, "another-token-of-tests").Status);
            Assert.Equal(HttpStatusCode.Unauthorized, client.Send(HttpMethod.Post, action, null, ("Cookie", $"gan-{client.Port}=wrong")).Status);
            // Another site's page: a form that it sends carries the cookie where the browser is an old one.
            Assert.Equal(HttpStatusCode.Forbidden, client.Send(HttpMethod.Post, action, DashboardClient.Token, ("Origin", "http://example.com")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, client.Send(HttpMethod.Post, action, DashboardClient.Token, ("Origin", "null")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, client.Send(HttpMethod.Post, action, DashboardClient.Token, ("Sec-Fetch-Site", "cross-site")).Status);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, client.Send(HttpMethod.Get, action, DashboardClient.Token).Status);
        }
        Assert.Equal(HttpStatusCode.Forbidden, client.Send(HttpMethod.Get, "/", null, ("Origin", "http://example.com")).Status);
        // A name of someone else's that was made to point at this machine.
        Assert.Equal(HttpStatusCode.Forbidden, client.Send(HttpMethod.Get, "/", null, ("Host", $"example.com:{client.Port}")).Status);
        Assert.Equal(HttpStatusCode.OK, client.Send(HttpMethod.Get, "/", null, ("Host", $"localhost:{client.Port}")).Status);

        using (var entry = client.Response(HttpMethod.Get, $"/?token={DashboardClient.Token}", null))
        {
            Assert.Equal(HttpStatusCode.Redirect, entry.StatusCode);
            Assert.Equal("/", entry.Headers.Location?.OriginalString);
            var cookie = Assert.Single(entry.Headers.GetValues("Set-Cookie"));
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            var policy = Assert.Single(entry.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
        (string, string) cookieHeader = ("Cookie", $"gan-{client.Port}={DashboardClient.Token}");
        Assert.Contains("Checkpoint now", client.Send(HttpMethod.Get, "/", null, cookieHeader).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Checkpoint now", client.Send(HttpMethod.Get, "/", null).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, client.Send(HttpMethod.Post, "/stop", null, cookieHeader, ("Origin", $"http://127.0.0.1:{client.Port}")).Status);
        Assert.Equal(ExitCode.Terminated, client.Process.WaitForEnd().ExitCode);
    }

    [Fact]
    public void Elsewhere_nothing_is_shown_without_the_token()
    {
        using var folder = new TestFolder();
        using var client = DashboardClient.Start(Train(folder["run"], "--steps", "100000"), "0.0.0.0");
        string[] pages = ["/", "/runs", "/metrics", "/events", "/health/live", "/assets/style.css", "/nothing"];
        foreach (var page in pages)
            Assert.Equal(HttpStatusCode.Unauthorized, client.Send(HttpMethod.Get, page, null).Status);
        Assert.Equal(HttpStatusCode.OK, client.Send(HttpMethod.Get, "/", DashboardClient.Token).Status);
        Assert.Equal(HttpStatusCode.SeeOther, client.Send(HttpMethod.Post, "/stop", DashboardClient.Token).Status);
        client.Process.WaitForEnd();
    }

    [Theory]
    [InlineData("0.0.0.0:8300", "", "Dashboard:Token")]
    [InlineData("127.0.0.1:8300", "short", "Dashboard:Token")]
    [InlineData("127.0.0.1", "", "Dashboard:Address")]
    [InlineData("here:8300", "", "Dashboard:Address")]
    [InlineData("127.0.0.1:83000", "", "Dashboard:Address")]
    public void An_address_or_a_token_that_cannot_be_is_refused(string address, string token, string named)
    {
        using var folder = new TestFolder();
        var result = GanProgram.Run(Train(folder["run"], "--set", $"Dashboard:Address={address}", "--set", $"Dashboard:Token={token}"));
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Rough_handling_is_refused_or_bounded_and_training_computes_the_same()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Train(folder["whole"], "--steps", "40"));
        using var client = DashboardClient.Start(Train(folder["run"], "--steps", "40"));
        client.Send(HttpMethod.Post, "/pause", DashboardClient.Token);
        foreach (var path in new[] { "/", "/runs", "/health/live" })
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", client.Raw($"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

        File.WriteAllText(folder["secret.png"], "secret");
        string[] tricks =
        [
            "/../secret.png", "/runs/../secret.png", "/runs/..%2fsecret.png", "/runs/%2e%2e/secret.png", "/runs/run/samples/../../../secret.png", "/runs/run/samples/..%2f..%2f..%2fsecret.png",
            "/assets/../secret.png", "/assets/..%5c..%5csecret.png", "/runs/run%00/samples/5", "//secret.png", "/runs/run/samples/-1", "/runs/run/samples/99999999999999999999",
        ];
        foreach (var trick in tricks)
        {
            var answer = client.Raw($"GET {trick} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 (400|404)", answer);
        }
        Assert.Matches("^(HTTP/1.1 431|$)", client.Raw($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: {new string('a', 100_000)}\r\n\r\n"));
        Assert.Matches("^(HTTP/1.1 414|$)", client.Raw($"GET /{new string('a', 100_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        Assert.Matches("^HTTP/1.1 413", client.Raw($"POST /checkpoint HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {DashboardClient.Token}\r\nContent-Length: 1000000000\r\n\r\n{new string('a', 100_000)}"));
        Assert.Matches("^HTTP/1.1 400", client.Raw("nonsense\r\n\r\n"));

        var crowd = Enumerable.Range(0, 500).Select(_ =>
        {
            var one = new TcpClient();
            one.Connect(IPAddress.Loopback, client.Port);
            return one;
        }).ToList();
        // Whole requests and halves; those beyond the limit are hung up on.
        for (var i = 0; i < crowd.Count; i++)
            try
            {
                crowd[i].GetStream().Write(i % 3 == 0 ? "GET /events HTTP/1.1\r\n"u8 : i % 3 == 1 ? "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8 : "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8);
            }
            catch (IOException)
            {
            }
        Thread.Sleep(1000);
        Assert.False(client.Process.HasExited);
        // Some stay while it trains: every step is made beside them, however fast the machine is.
        crowd.Skip(20).ToList().ForEach(one => one.Dispose());
        client.Send(HttpMethod.Post, "/resume", DashboardClient.Token);
        var result = client.Process.WaitForEnd();
        crowd.ForEach(one => one.Dispose());
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        Assert.Equal(RunFiles.Weights(folder["whole"]), RunFiles.Weights(folder["run"]));
        Assert.Equal(RunFiles.Reports(folder["whole"]), RunFiles.Reports(folder["run"]));
    }

    [Fact]
    public void A_port_that_is_taken_is_waited_for_while_training_goes_on()
    {
        using var folder = new TestFolder();
        var port = DashboardClient.FreePort();
        var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();
        using var process = GanProcess.Start(Train(folder["run"], "--steps", "100000", "--set", "Report:Every=1"), [("GAN_Dashboard__Address", $"127.0.0.1:{port}")]);
        process.WaitUntil(() => File.Exists(Path.Combine(folder["run"], "metrics.jsonl")) && new FileInfo(Path.Combine(folder["run"], "metrics.jsonl")).Length > 0);
        taken.Stop();
        using var http = new HttpClient();
        process.WaitUntil(() =>
        {
            try
            {
                return http.GetStringAsync($"http://127.0.0.1:{port}/health/ready").Result == "ready\n";
            }
            catch (AggregateException)
            {
                return false;
            }
        });
        process.Send(PosixSignal.SIGTERM);
        var result = process.WaitForEnd();
        Assert.Equal(ExitCode.Terminated, result.ExitCode);
        Assert.Contains("no dashboard yet", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"dashboard: http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{48}"), result.Output);
    }

    [Fact]
    public void Events_tell_of_every_change_and_a_run_can_be_paused_saved_and_stopped()
    {
        using var folder = new TestFolder();
        using var client = DashboardClient.Start(Train(folder["run"], "--steps", "100000", "--set", "Report:Every=1", "--set", "Checkpoint:Every=100000"));
        using (var response = client.Response(HttpMethod.Get, "/events", null))
        using (var reader = new StreamReader(response.Content.ReadAsStream()))
        {
            var steps = new List<long>();
            while (steps.Distinct().Count() < 3)
                if (Regex.Match(reader.ReadLine()!, @"""row"">step</th><td>([\d,]+) of") is { Success: true } match)
                    steps.Add(long.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal)));
            Assert.Equal(steps.Order(), steps);
        }
        client.Send(HttpMethod.Post, "/pause", DashboardClient.Token);
        client.Process.WaitUntil(() => client.Get("/").Contains("waiting", StringComparison.Ordinal));
        Assert.Contains("paused", client.Get("/"), StringComparison.Ordinal);
        long Checkpoint() => Directory.EnumerateDirectories(Path.Combine(folder["run"], "checkpoints"), "step-*").Max(path => long.Parse(Path.GetFileName(path)["step-".Length..]));
        Assert.Equal(0, Checkpoint());
        client.Send(HttpMethod.Post, "/checkpoint", DashboardClient.Token);
        client.Process.WaitUntil(() => Checkpoint() > 0);
        Assert.Equal(MetricsFile.Last(Path.Combine(folder["run"], "metrics.jsonl"))!.Step, Checkpoint());
        client.Send(HttpMethod.Post, "/resume", DashboardClient.Token);
        var paused = Checkpoint();
        client.Process.WaitUntil(() => MetricsFile.Last(Path.Combine(folder["run"], "metrics.jsonl"))!.Step > paused);
        client.Send(HttpMethod.Post, "/stop", DashboardClient.Token);
        Assert.Equal(ExitCode.Terminated, client.Process.WaitForEnd().ExitCode);
    }

    [Fact]
    public void Text_in_a_page_is_text()
    {
        var name = "<script>alert('x')</script>&\"";
        Assert.Equal("<p title=\"&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;&quot;\"><b>1.5</b></p>", Html.Of($"<p title=\"{name}\">{Html.Of($"<b>{1.5}</b>")}</p>").ToString());
    }
}
