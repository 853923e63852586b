using System.CommandLine;
using System.Globalization;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.Training;

namespace Gan.Host.Cli;

/// <summary><c>gan compare</c>: what several runs last reported, and the settings in which they differ.</summary>
internal static class CompareVerb
{
    private const string Nothing = "-";

    private sealed record Run(string Name, IReadOnlyDictionary<string, string> Settings, History History);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("runs") { Description = "Run directories, two at least.", Arity = ArgumentArity.OneOrMore };
        var plot = new Option<string?>("--plot") { Description = "The courses of all over each other as FILE.png." }
            .Must("a file that ends in .png", text => Path.GetExtension(text) == ".png");
        var command = new Command("compare", "Show what several runs reported last, and which settings differ.") { runs, plot };
        command.Validators.Add(result =>
        {
            if (result.GetValue(runs) is not { Length: > 1 })
                result.AddError("compare: must be given two run directories at least.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(plot) is { } file)
                OutputFile.RequireWritable(file);
            return Compare([.. parsed.GetValue(runs)!.Select(Read)], parsed.GetValue(plot));
        });
        return command;
    }

    private static Run Read(string folder)
    {
        using var run = RunDirectory.OpenForReading(folder);
        return new(folder, Known.Experiments.Settings(run.StoredExperiment()).ToDictionary(), new History(MetricsFile.Read(run.Metrics)));
    }

    private static int Compare(Run[] runs, string? plot)
    {
        var rows = new List<string[]>
        {
            (string[])["", .. runs.Select(run => run.Name)],
            (string[])["step", .. runs.Select(run => run.History.Last is { } last ? $"{last.Step}" : Nothing)],
        };
        foreach (var measure in runs.SelectMany(run => run.History.Measures).Distinct().OrderBy(Measure.IndexOf))
            rows.Add([measure.Key, .. runs.Select(run => run.History.Measures.Contains(measure) ? Cell(run.History, measure) : Nothing)]);
        foreach (var key in runs.SelectMany(run => run.Settings.Keys).Distinct())
        {
            var values = runs.Select(run => run.Settings.GetValueOrDefault(key, Nothing)).ToArray();
            if (values.Distinct().Count() > 1)
                rows.Add([key, .. values]);
        }
        if (plot is not null)
            Plot(runs, plot);
        TextTable.Write(Console.Out, rows, numbers: true);
        return ExitCode.Done;
    }

    // Not every report has every measure.
    private static string Cell(History history, Measure measure)
    {
        var (step, value) = history.LastOf(measure);
        var text = value.ToString("0.0000", CultureInfo.InvariantCulture);
        return step == history.Last!.Step ? text : $"{text} (step {step})";
    }

    private static void Plot(Run[] runs, string file)
    {
        if (runs.FirstOrDefault(run => run.History.Last is null) is { } silent)
            throw new GanError(ExitCode.Usage, $"--plot = {file}: must be left out: {silent.Name} has reported nothing yet.");
        OutputFile.Write(file, path => LossPlot.Save([.. runs.Select(run => (run.Name, run.History))], path));
    }
}
