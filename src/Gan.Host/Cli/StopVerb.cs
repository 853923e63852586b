using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Gan.Host.Runs;
using Gan.Host.Telemetry;

namespace Gan.Host.Cli;

/// <summary><c>gan stop</c>: asks the process that trains a run to save and end, and waits until it has.</summary>
internal static partial class StopVerb
{
    private const int Terminate = 15; // SIGTERM
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true }.Must("a folder", Requirements.IsText);
        var limit = new Option<string>("--wait") { Description = "Seconds to wait for it.", DefaultValueFactory = _ => "300" }
            .Must("a whole number from 0 to 86400", text => Requirements.IsCount(text, 0, 86400));
        var command = new Command("stop", "Ask a run to save and stop, and wait until it has.") { run, limit };
        command.SetAction(parsed => Stop(parsed.GetValue(run)!,
            TimeSpan.FromSeconds(int.Parse(parsed.GetValue(limit)!, CultureInfo.InvariantCulture))));
        return command;
    }

    private static int Stop(string folder, TimeSpan limit)
    {
        using var run = RunDirectory.OpenForReading(folder);
        if (RunStatus.Read(run.Status) is not { IsHeld: true } status)
        {
            Console.WriteLine($"Nothing trains {run.Root}.");
            return ExitCode.Done;
        }
        if (Kill(status.Process.Id, Terminate) != 0 && status.Process.IsAlive)
            throw new GanError(ExitCode.Unreadable, $"Process {status.Process.Id}, which trains {run.Root}, cannot be told to stop: it "
                + $"belongs to another user.");
        for (var end = Environment.TickCount64 + limit.TotalMilliseconds; status.Process.IsAlive; Thread.Sleep(Patience))
            if (Environment.TickCount64 > end)
                throw new GanError(ExitCode.Unreadable, $"Process {status.Process.Id}, which trains {run.Root}, was told to stop and "
                    + $"has not after {limit.TotalSeconds} s.");
        var after = RunStatus.Read(run.Status)!;
        Console.WriteLine($"{run.Root}: {after.State.Word()} after step {after.Step} of {after.Total}.");
        return ExitCode.Done;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
