using System.CommandLine;
using Gan.Host.Robustness;

namespace Gan.Host.Cli;

/// <summary><c>gan evaluate</c>: how good and how robust the newest classifier of a run is.</summary>
internal static class EvaluateVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory of a classifier.", Required = true }.Must("a folder", Requirements.IsText);
        var options = new EvaluationOptions(norm: "linf", eps: "0.3");
        var command = new Command("evaluate", "Report a run's accuracy, without an attack and under three.") { run };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var (weights, data, step) = TrainedRun.Classifier(parsed.GetValue(run)!);
            var request = new EvaluationRequest(parsed.GetValue(run)!, step, weights, data, options.Budget(parsed), options.Count(parsed), options.Seed(parsed), options.Json(parsed));
            return options.Run(parsed, (device, root, stop) => new EvaluationCommand(request, device, Console.Out, Console.Error).Run(root, stop));
        });
        return command;
    }
}
