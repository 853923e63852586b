using System.Net.Sockets;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Service;
using Gan.Host.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Dashboard;

/// <summary>
/// Runs the dashboard beside the training, which does not depend on it: where its port is taken it says so, and tries again until
/// it is free.
/// </summary>
internal sealed partial class DashboardService(RunRequest request, LiveRun live, RunControl control, IHostApplicationLifetime lifetime,
    TimeProvider time, ILoggerFactory logging) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1); // for browsers that are connected

    private readonly ILogger _logger = logging.CreateLogger<DashboardService>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Serve(stoppingToken);
        }
        catch (Exception failure)
        {
            Failed(failure.Message.TrimEnd('.'));
        }
    }

    private async Task Serve(CancellationToken stoppingToken)
    {
        using var metrics = MetricsExport.Start(request);
        if (request.Host.Dashboard is null)
        {
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        var access = new Access(request.Host);
        var server = new DashboardServer(request, live, new EventStream(live, time), access, control, lifetime, metrics, logging);
        for (var warned = false; !stoppingToken.IsCancellationRequested; warned = true)
        {
            await using var app = server.Build();
            try
            {
                await app.StartAsync(stoppingToken);
            }
            catch (Exception cause) when (cause is IOException or SocketException)
            {
                if (!warned)
                    CannotListen(request.Host.Dashboard.ToString(), cause.Message.TrimEnd('.'));
                await Task.Delay(Patience, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            // A token that was set is known to whom it was given; one that was drawn is told here, or nowhere.
            Listening(app.Urls.Single() + (request.Host.Token.Length > 0 ? "/" : $"/?token={access.Token}"));
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var limit = new CancellationTokenSource(Farewell);
            await app.StopAsync(limit.Token);
        }
    }

    [LoggerMessage(200, LogLevel.Information, "dashboard: {Address}")]
    private partial void Listening(string address);

    [LoggerMessage(202, LogLevel.Warning, "the dashboard ended: {Cause}. Training goes on without it.")]
    private partial void Failed(string cause);

    [LoggerMessage(201, LogLevel.Warning, "no dashboard yet: cannot listen on {Address} ({Cause}); it is tried again, and training goes "
        + "on. Dashboard:Address chooses another place, or none.")]
    private partial void CannotListen(string address, string cause);
}
