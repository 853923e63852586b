using System.CommandLine;
using Gan.Host.Checkpoints;
using Gan.Host.Robustness;
using Gan.Host.Training;

namespace Gan.Host.Cli;

/// <summary>
/// <c>gan evaluate</c>: how good and how robust the newest classifier of a run is; of a generator of perturbations, how often it fools
/// its classifier or another one, beside the attacks.
/// </summary>
internal static class EvaluateVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory of a classifier, or of a generator of perturbations.", Required = true }.Must("a folder", Requirements.IsText);
        var against = new Option<string?>("--against") { Description = "Run directory of another classifier that a generator of perturbations is tried on." }.Must("a folder", Requirements.IsText);
        var options = new EvaluationOptions(norm: "linf", eps: "0.3");
        var command = new Command("evaluate", "Report a run's accuracy, without an attack and under three.") { run, against };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(run)!;
            using var perturbation = Trains(folder).IsAdvGanTask ? new AdvGanPerturbation(folder) : null;
            var other = parsed.GetValue(against);
            if (perturbation is null && other is not null)
                throw new GanError(ExitCode.Usage, $"--against = {other}: must be left out: {folder} trains no generator of perturbations.");
            if (perturbation is not null && options.GivesBudget(parsed))
                throw new GanError(ExitCode.Usage, $"--norm, --eps: must be left out: the budget is that of the generator, linf {perturbation.Ball.Radius}.");
            var (weights, data, step) = TrainedRun.Classifier(other ?? perturbation?.Victim ?? folder);
            var budget = perturbation is null ? options.Budget(parsed) : new Budget("linf", perturbation.Ball.Radius);
            var request = new EvaluationRequest(other is null ? folder : $"{folder} against {other}", perturbation?.Step ?? step, weights, perturbation?.Data ?? data, budget,
                options.Count(parsed), options.Seed(parsed), options.Json(parsed), perturbation);
            return options.Run(parsed, (device, root, stop) => new EvaluationCommand(request, device, Console.Out, Console.Error).Run(root, stop));
        });
        return command;
    }

    private static Gan.Math.Experiments.TrainingTask Trains(string folder)
    {
        using var run = RunDirectory.OpenForReading(folder);
        return run.StoredExperiment().Task;
    }
}
