using Gan.Host.Options;
using Gan.Host.Telemetry;
using Gan.Host.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Spectre.Console;

namespace Gan.Host;

/// <summary>The composition of the training worker.</summary>
internal static class GanHostExtensions
{
    /// <summary>Adds the service that carries out a request, with what it reports to.</summary>
    public static HostApplicationBuilder AddGanTraining(this HostApplicationBuilder builder, RunRequest request)
    {
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5));
        builder.Services.AddSingleton(request);
        builder.Services.AddSingleton(TimeProvider.System);
        if (AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Out.IsTerminal)
            builder.Services.AddSingleton(AnsiConsole.Console).AddSingleton<ITrainingProgress, TerminalProgress>();
        else
            builder.Services.AddSingleton<ITrainingProgress, LogProgress>();
        builder.Services.AddSingleton<TrainingService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrainingService>());
        return builder.AddPlainLogging();
    }

    // The host's own messages about starting and stopping say nothing that the service's do not.
    private static HostApplicationBuilder AddPlainLogging(this HostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(options =>
        {
            options.FormatterName = Microsoft.Extensions.Hosting.Systemd.SystemdHelpers.IsSystemdService()
                ? ConsoleFormatterNames.Systemd
                : PlainFormatter.Name;
            options.LogToStandardErrorThreshold = LogLevel.Warning;
        });
        return builder;
    }
}
