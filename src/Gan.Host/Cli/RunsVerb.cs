using System.CommandLine;
using Gan.Host.Telemetry;

namespace Gan.Host.Cli;

/// <summary><c>gan runs</c>: the runs of a folder, and where each stands.</summary>
internal static class RunsVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--in") { Description = "Folder of run directories.", DefaultValueFactory = _ => "runs" }
            .Must("a folder", Requirements.IsText);
        var command = new Command("runs", "List runs and where each stands.") { folder };
        command.SetAction(parsed => List(parsed.GetValue(folder)!));
        return command;
    }

    private static int List(string folder)
    {
        if (!Directory.Exists(folder))
            throw new GanError(ExitCode.Unreadable, $"There is no folder {Path.GetFullPath(folder)}: name the one that holds run "
                + $"directories with --in.");
        var runs = RunSummary.Of(folder).ToArray();
        if (runs.Length == 0)
            Console.WriteLine($"{Path.GetFullPath(folder)} holds no run yet.");
        else
            TextTable.Write(Console.Out, [["run", "state", "step", "last report"],
                .. runs.Select(run => (string[])[run.Name, run.State, run.Progress, run.Last])]);
        return ExitCode.Done;
    }
}
