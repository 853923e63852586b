using System.CommandLine;
using Gan.Host.Options;
using Gan.Host.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gan.Host.Cli;

/// <summary><c>gan train</c>: starts or continues a run.</summary>
internal static class TrainVerb
{
    /// <summary>The verb.</summary>
    public const string Name = "train";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var preset = new Option<string?>("--preset") { Description = "Named complete run (gan presets lists them)." };
        var run = new Option<string?>("--run") { Description = "Run directory; runs/PRESET if not given." };
        var steps = new Option<string?>("--steps") { Description = "Training:Steps, in place of Training:Epochs." };
        var seed = new Option<string?>("--seed") { Description = "Training:Seed." };
        var device = new Option<string?>("--device") { Description = "Run:Device: auto, cpu, cuda or cuda:N." };
        var resume = new Option<string>("--resume") { Description = "auto, never or must.", DefaultValueFactory = _ => "auto" };
        var set = new Option<string[]>("--set") { Description = "Section:Key=Value; any setting, as often as needed.", DefaultValueFactory = _ => [] };
        var command = new Command(Name, "Train a GAN, or continue a run.") { preset, run, steps, seed, device, resume, set };
        command.SetAction(parsed =>
        {
            string?[] assignments =
            [
                .. parsed.GetValue(set)!,
                Assign("Training:Seed", parsed.GetValue(seed)),
                Assign("Run:Device", parsed.GetValue(device)),
                Assign("Training:Steps", parsed.GetValue(steps)),
                parsed.GetValue(steps) is null ? null : "Training:Epochs=0",
            ];
            return Train(RunRequest.Create(parsed.GetValue(preset), parsed.GetValue(run), parsed.GetValue(resume)!,
                assignments.OfType<string>(), parsed.Errors.Select(error => error.Message)));
        });
        return command;
    }

    private static string? Assign(string key, string? value) => value is null ? null : $"{key}={value}";

    private static int Train(RunRequest request)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        using var host = builder.AddGanTraining(request).Build();
        using var signals = new StopSignals(host.Services.GetRequiredService<IHostApplicationLifetime>());
        var service = host.Services.GetRequiredService<TrainingService>();
        host.Run();
        if (service.Failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(service.Failure);
        return service.Finished ? ExitCode.Done : signals.ExitCode;
    }
}
