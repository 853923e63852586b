using Gan.Host.Dashboard;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Runs;
using Gan.Host.Service;
using Gan.Host.Telemetry;
using Gan.Host.Telemetry.TensorBoard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Spectre.Console;

namespace Gan.Host;

/// <summary>The composition of the training worker.</summary>
internal static class GanHostExtensions
{
    /// <summary>Adds the service that carries out a request, with what watches it.</summary>
    public static HostApplicationBuilder AddGanTraining(this HostApplicationBuilder builder, RunRequest request)
    {
        builder.Services.Configure<HostOptions>(options =>
        {
            // A step is finished and saved however long it takes; who is impatient kills.
            options.ShutdownTimeout = Timeout.InfiniteTimeSpan;
            // A dashboard that fails is told of, and training goes on.
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        builder.Services.AddSingleton(request).AddSingleton(request.Host).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RunControl>();
        builder.Services.AddSingleton(new DiskSpace(request.RunFolder, (long)request.Host.Reserve << 20));
        builder.AddListeners();
        builder.Services.AddSingleton<TrainingService>();
        builder.Services.AddHostedService<DashboardService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrainingService>());
        return builder.AddPlainLogging();
    }

    // In the order in which they are told: the live run before those that look at it; the status file last, which tells others that
    // everything is written.
    private static void AddListeners(this HostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<Func<string,
            string?>>(Environment.GetEnvironmentVariable);
        if (AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Out.IsTerminal
            && AnsiConsole.Profile.Width >= TerminalProgress.Narrowest)
            builder.Services.AddSingleton(AnsiConsole.Console).AddSingleton<ITrainingListener, TerminalProgress>();
        else
            builder.Services.AddSingleton<ITrainingListener, LogProgress>();
        builder.Services.AddSingleton<LiveRun>();
        builder.Services
            .AddSingleton<ITrainingListener, SystemdNotifications>()
            .AddSingleton<ITrainingListener, WaitingLog>()
            .AddSingleton<ITrainingListener, DataLog>()
            .AddSingleton<ITrainingListener, TrainingMeter>()
            .AddSingleton<ITrainingListener, EventFile>()
            .AddSingleton<ITrainingListener, SampleRetention>()
            .AddSingleton<ITrainingListener>(services => services.GetRequiredService<LiveRun>())
            .AddSingleton<ITrainingListener, LossPlotFile>()
            .AddSingleton<ITrainingListener, StatusFile>();
        builder.Services.AddSingleton<TrainingListeners>();
    }

    // The host's own messages about starting and stopping say nothing that the service's do not.
    private static HostApplicationBuilder AddPlainLogging(this HostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(options =>
        {
            // systemd says so itself; its process may be hidden from a service.
            options.FormatterName = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 }
                ? ConsoleFormatterNames.Systemd : PlainFormatter.Name;
            options.LogToStandardErrorThreshold = LogLevel.Warning;
        });
        return builder;
    }
}
