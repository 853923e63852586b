using System.CommandLine;
using System.Globalization;
using Gan.Host.Runs;
using Gan.Host.Telemetry;

namespace Gan.Host.Cli;

/// <summary><c>gan film</c>: the same samples over the course of a run.</summary>
internal static class FilmVerb
{
    private const int Most = 100;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory of a GAN.", Required = true }
            .Must("a folder", Requirements.IsText);
        var output = new Option<string>("--out") { Description = "FILE.png.", Required = true }
            .Must("a file that ends in .png", text => Path.GetExtension(text) == ".png");
        var frames = new Option<string>("--frames")
        {
            Description = "Columns: steps at which samples were drawn, from the first to the last.",
            DefaultValueFactory = _ => "12"
        }.Must($"a whole number from 1 to {Most}", text => Requirements.IsCount(text, 1, Most));
        var count = new Option<string>("--count") { Description = "Rows: samples, each of one latent.", DefaultValueFactory = _ => "8" }
            .Must($"a whole number from 1 to {Most}", text => Requirements.IsCount(text, 1, Most));
        var command = new Command("film", "Draw the same samples over the course of a run, as a film strip.") { run, output, frames,
            count };
        command.SetAction(parsed =>
        {
            using var directory = RunDirectory.OpenForReading(parsed.GetValue(run)!);
            OutputFile.RequireWritable(parsed.GetValue(output)!);
            IReadOnlyList<long> steps = [];
            OutputFile.Write(parsed.GetValue(output)!, path => steps = FilmStrip.Save(directory,
                int.Parse(parsed.GetValue(frames)!, CultureInfo.InvariantCulture),
                    int.Parse(parsed.GetValue(count)!, CultureInfo.InvariantCulture), path));
            Console.WriteLine($"Steps {string.Join(", ", steps)}: {Path.GetFullPath(parsed.GetValue(output)!)}");
            return ExitCode.Done;
        });
        return command;
    }
}
