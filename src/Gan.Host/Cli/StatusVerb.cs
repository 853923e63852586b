using System.CommandLine;
using System.Globalization;
using Gan.Host.Runs;
using Gan.Host.Telemetry;

namespace Gan.Host.Cli;

/// <summary><c>gan status</c>: where one run stands.</summary>
internal static class StatusVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true }.Must("a folder", Requirements.IsText);
        var command = new Command("status", "Say where a run stands.") { run };
        command.SetAction(parsed => Show(parsed.GetValue(run)!));
        return command;
    }

    private static int Show(string folder)
    {
        using var run = RunDirectory.OpenForReading(folder);
        var (status, last) = (RunStatus.Read(run.Status), MetricsFile.Last(run.Metrics));
        Say("run", run.Root);
        Say("state", status is null ? "unknown: it was trained by a version that does not tell" : status.State.Word());
        if (status?.Message is { } message)
            Say("because", message);
        if (status is not null)
        {
            if (status.IsHeld)
                Say("process", status.Process.Id.ToString(CultureInfo.InvariantCulture));
            Say("step", string.Create(CultureInfo.InvariantCulture, $"{long.Max(status.Step, last?.Step ?? 0)} of {status.Total}"));
            Say("device", status.Device);
        }
        if (last is not null)
        {
            Say("last report", string.Create(CultureInfo.InvariantCulture,
                $"step {last.Step}, epoch {last.Epoch:F2}, {last.SamplesPerSecond:F0} samples/s"));
            Say("", last.Describe(3));
        }
        return ExitCode.Done;
    }

    private static void Say(string what, string answer) => Console.WriteLine($"{what,-13}{answer}");
}
