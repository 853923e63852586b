using System.CommandLine;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gan.Host.Cli;

/// <summary><c>gan train</c>: starts or continues a run.</summary>
internal static class TrainVerb
{
    /// <summary>The verb.</summary>
    public const string Name = "train";

    private static readonly Option<string?> Preset = new("--preset") { Description = "Named complete run (gan presets lists them)." };
    private static readonly Option<string?> Folder = new("--run") { Description = "Run directory; runs/PRESET if not given." };
    private static readonly Option<string?> Steps = new("--steps") { Description = "Training:Steps, in place of Training:Epochs." };
    private static readonly Option<string?> Seed = new("--seed") { Description = "Training:Seed." };
    private static readonly Option<string?> Device = new("--device") { Description = "Run:Device: auto, cpu, cuda or cuda:N." };
    private static readonly Option<string> Resume = new("--resume")
    {
        Description = "auto, never or must.",
        DefaultValueFactory = _ => "auto",
    };
    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Section:Key=Value; any setting, as often as needed.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "Train a GAN or a classifier, or continue a run.")
        {
            Preset, Folder, Steps, Seed, Device, Resume, Set,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>Carries out a parsed command line; its errors are reported together with those of the settings.</summary>
    public static int Run(ParseResult parsed)
    {
        // An option given twice, or without its argument, is an error of its own: its value is left out.
        T? Value<T>(Option<T> option) => parsed.GetResult(option)?.Errors.Any() == true ? default : parsed.GetValue(option);
        // --steps replaces the preset's epochs; epochs that --set asks for stay, and are a contradiction to report.
        string?[] assignments =
        [
            Value(Steps) is null ? null : "Training:Epochs=0",
            .. Value(Set) ?? [],
            Assign("Training:Seed", Value(Seed)),
            Assign("Run:Device", Value(Device)),
            Assign("Training:Steps", Value(Steps)),
        ];
        return Train(RunRequest.Create(Value(Preset), Value(Folder), Value(Resume) ?? "auto", assignments.OfType<string>(),
            parsed.Errors.Select(error => error.Message)));
    }

    private static string? Assign(string key, string? value) => value is null ? null : $"{key}={value}";

    private static int Train(RunRequest request)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        using var host = builder.AddGanTraining(request).Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var signals = new StopSignals(lifetime.StopApplication,
            savesNothing: () => host.Services.GetRequiredService<LiveRun>().Now is null);
        var service = host.Services.GetRequiredService<TrainingService>();
        try
        {
            host.Run();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The signal came before the host had started: there is nothing to save.
        }
        if (service.Failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(service.Failure);
        return service.Finished ? ExitCode.Done : signals.ExitCode;
    }
}
