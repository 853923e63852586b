using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Gan.Host;
using Gan.Host.Service;
using Gan.Host.Telemetry;
using Gan.IntegrationTests.Support;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gan.IntegrationTests;

/// <summary>Messages of a run about itself to systemd, to other processes and on disk.</summary>
public class ServiceTests
{
    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-smoke", "--run", run, "--seed", "7", "--device", "cpu", .. more];

    private static string Metrics(string run) => Path.Combine(run, "metrics.jsonl");

    [Fact]
    public void Systemd_hears_ready_after_the_first_step_then_status_and_watchdog_and_stopping_last()
    {
        using var folder = new TestFolder();
        using var systemd = new NotifySocket(folder["notify"]);
        using var process = GanProcess.Start(Train(folder["run"], "--steps", "100000", "--set", "Report:Every=2"),
            [("NOTIFY_SOCKET", folder["notify"]), ("WATCHDOG_USEC", "400000"), ("WATCHDOG_PID", "")]);
        process.WaitUntil(() => systemd.Heard.Count(message => message == "WATCHDOG=1") >= 3);
        Assert.True(MetricsFile.Last(Metrics(folder["run"])) is not null);
        process.Send(PosixSignal.SIGTERM);
        Assert.Equal(ExitCode.Terminated, process.WaitForEnd().ExitCode);

        var heard = systemd.Heard.ToArray();
        Assert.Equal("READY=1", heard[0]);
        Assert.StartsWith("STATUS=step 1 of 100000", heard[1], StringComparison.Ordinal);
        Assert.Equal("WATCHDOG=1", heard[2]);
        Assert.Equal("STOPPING=1", heard[^1]);
        Assert.Single(heard, message => message == "READY=1");
        Assert.Single(heard, message => message == "STOPPING=1");
        Assert.Contains(heard, message => message.StartsWith("STATUS=step 2 of 100000  J_D ", StringComparison.Ordinal) && message.EndsWith(" samples/s", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_hangs_is_not_reported_alive_and_a_pause_is()
    {
        var time = new StoppedClock();
        var notifier = new Notifier();
        using var lifetime = new Lifetime();
        var listener = new SystemdNotifications(notifier, name => name == "WATCHDOG_USEC" ? "40000000" : null, lifetime, time, NullLogger<SystemdNotifications>.Instance);
        int Beats() => notifier.Said.Count(message => message == "WATCHDOG=1");
        listener.Begin(new TrainingStart(null!, null!, 0, 100, "cpu"));
        Assert.Empty(notifier.Said);
        listener.Step(1, null);
        Assert.Equal(1, Beats());
        listener.Step(2, null);
        Assert.Equal(1, Beats()); // often enough
        time.Pass(TimeSpan.FromSeconds(10));
        listener.Step(3, null);
        Assert.Equal(2, Beats());
        time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(2, Beats()); // nothing but steps makes it speak
        for (var second = 0; second < 20; second++)
        {
            listener.Waiting("paused");
            time.Pass(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(4, Beats());
        lifetime.Stop();
        time.Pass(TimeSpan.FromHours(1));
        listener.Step(4, null);
        Assert.Equal("STOPPING=1", notifier.Said[^1]);
    }

    [Fact]
    public void A_run_that_is_done_already_says_ready_too()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Train(folder["run"]));
        using var systemd = new NotifySocket(folder["notify"]);
        using var process = GanProcess.Start(Train(folder["run"]), [("NOTIFY_SOCKET", folder["notify"])]);
        Assert.Equal(0, process.WaitForEnd().ExitCode);
        process.WaitUntil(() => systemd.Heard.Count >= 3);
        Assert.Equal(["READY=1", "STATUS=all 20 steps are done", "STOPPING=1"], systemd.Heard);
    }

    [Fact]
    public void A_wait_before_the_first_step_asks_systemd_for_more_time()
    {
        var notifier = new Notifier();
        using var lifetime = new Lifetime();
        var listener = new SystemdNotifications(notifier, _ => null, lifetime, new StoppedClock(), NullLogger<SystemdNotifications>.Instance);
        listener.Begin(new TrainingStart(null!, null!, 0, 100, "cpu"));
        listener.Waiting("paused");
        Assert.Equal(["STATUS=waits: paused", "EXTEND_TIMEOUT_USEC=60000000"], notifier.Said);
        listener.Step(1, null);
        listener.Waiting("paused");
        Assert.Single(notifier.Said, message => message.StartsWith("EXTEND", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_at_the_socket_stops_nothing()
    {
        using var folder = new TestFolder();
        using var process = GanProcess.Start(Train(folder["run"]), [("NOTIFY_SOCKET", folder["nobody"])]);
        var result = process.WaitForEnd();
        Assert.Equal(0, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("systemd's socket does not answer", StringComparison.Ordinal));
    }

    [Fact]
    public void Status_runs_and_stop_tell_of_a_run_whatever_became_of_it()
    {
        using var folder = new TestFolder();
        var run = folder["run"];
        string Status() => Said("status", "--run", run);
        using (var process = GanProcess.Start(Train(run, "--steps", "100000", "--set", "Report:Every=1")))
        {
            process.WaitUntil(() => File.Exists(Metrics(run)) && new FileInfo(Metrics(run)).Length > 0);
            var status = Status();
            Assert.Contains("state        running", status, StringComparison.Ordinal);
            Assert.Contains($"process      {process.Id}", status, StringComparison.Ordinal);
            Assert.Matches(@"step         \d+ of 100000", status);
            Assert.Matches(@"(?m)^run  +running +\d+/100000 +J_D ", Said("runs", "--in", folder.Root));
            var stop = Said("stop", "--run", run);
            Assert.Matches("stopped after step [0-9]+ of 100000", stop);
            Assert.Equal(ExitCode.Terminated, process.WaitForEnd().ExitCode);
        }
        Assert.Contains("state        stopped", Status(), StringComparison.Ordinal);
        Assert.Contains("Nothing trains", Said("stop", "--run", run), StringComparison.Ordinal);

        using (var process = GanProcess.Start(Train(run, "--steps", "100000", "--set", "Report:Every=1")))
        {
            var before = MetricsFile.Last(Metrics(run))!.Step;
            process.WaitUntil(() => MetricsFile.Last(Metrics(run)) is { } last && last.Step > before);
            process.Kill();
        }
        Assert.Contains("state        interrupted", Status(), StringComparison.Ordinal);
        Assert.Contains("Nothing trains", Said("stop", "--run", run), StringComparison.Ordinal);

        GanProgram.Done(Train(folder["done"]));
        Assert.Matches(@"(?m)^done +finished +20/20 ", Said("runs", "--in", folder.Root));
        var nowhere = GanProgram.Run("status", "--run", folder["nowhere"]);
        Assert.Equal(ExitCode.Unreadable, nowhere.ExitCode);
        Assert.Contains("is not a run directory", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreadable, GanProgram.Run("runs", "--in", folder["nowhere"]).ExitCode);
    }

    [Fact]
    public void A_failed_run_says_why()
    {
        using var folder = new TestFolder();
        var result = GanProgram.Run(Train(folder["run"], "--set", "Generator:LearningRate=1e30", "--set", "Discriminator:LearningRate=1e30"));
        Assert.Equal(ExitCode.Diverged, result.ExitCode);
        var status = Said("status", "--run", folder["run"]);
        Assert.Contains("state        failed", status, StringComparison.Ordinal);
        Assert.Contains("because", status, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_grids_are_bounded_and_cover_the_whole_run()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Train(folder["run"], "--steps", "40", "--set", "Sample:Every=1", "--set", "Sample:Keep=10"));
        var steps = Directory.EnumerateFiles(Path.Combine(folder["run"], "samples")).Select(path => int.Parse(Path.GetFileNameWithoutExtension(path)["step-".Length..], CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal([8, 16, 24, 32, 40], steps); // every eighth; the fourths of forty, and a newest one between them, would be eleven
    }

    private static string Said(params string[] args)
    {
        var result = GanProgram.Run(args);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    /// <summary>The socket that systemd would listen on.</summary>
    private sealed class NotifySocket : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        private readonly List<string> _heard = [];

        public NotifySocket(string path)
        {
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            new Thread(Listen) { IsBackground = true }.Start();
        }

        public IReadOnlyList<string> Heard
        {
            get
            {
                lock (_heard)
                    return [.. _heard];
            }
        }

        private void Listen()
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                {
                    var message = Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer));
                    lock (_heard)
                        _heard.Add(message);
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
            }
        }

        public void Dispose() => _socket.Dispose();
    }

    private sealed class Notifier : ISystemdNotifier
    {
        public List<string> Said { get; } = [];

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => Said.Add(state.ToString());
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Stop() => _stopping.Cancel();

        public void StopApplication() => Stop();

        public void Dispose() => _stopping.Dispose();
    }
}
