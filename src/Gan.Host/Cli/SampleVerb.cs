using System.CommandLine;
using System.Globalization;
using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Training;
using static TorchSharp.torch;

namespace Gan.Host.Cli;

/// <summary><c>gan sample</c>: draws samples from a run's generator.</summary>
internal static class SampleVerb
{
    private const int LargestCount = 100_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true }.Must("a folder", Requirements.IsText);
        var count = new Option<string>("--count") { Description = "Number of samples.", DefaultValueFactory = _ => "64" }
            .Must($"a whole number from 1 to {LargestCount}", text => Requirements.IsCount(text, 1, LargestCount));
        var seed = new Option<string>("--seed") { Description = "Seed of the latents.", DefaultValueFactory = _ => "0" }
            .Must($"a whole number from 0 to {ulong.MaxValue}", Requirements.IsSeed);
        var wanted = new Option<string?>("--class") { Description = "Class of every sample, where the generator knows classes; else one after the other." }
            .Must($"a whole number from 0 to {Classifiers.Classes - 1}", text => Requirements.IsCount(text, 0, Classifiers.Classes - 1));
        var output = new Option<string>("--out") { Description = "FILE.png or FILE.safetensors (tensor 'samples').", Required = true }
            .Must("a file that ends in .png or .safetensors", text => Path.GetExtension(text) is ".png" or ".safetensors");
        var command = new Command("sample", "Draw samples from a trained generator.") { run, count, seed, wanted, output };
        command.SetAction(parsed => Sample(parsed.GetValue(run)!, int.Parse(parsed.GetValue(count)!, CultureInfo.InvariantCulture),
            ulong.Parse(parsed.GetValue(seed)!, CultureInfo.InvariantCulture),
            parsed.GetValue(wanted) is { } one ? int.Parse(one, CultureInfo.InvariantCulture) : null, parsed.GetValue(output)!));
        return command;
    }

    private static int Sample(string run, int count, ulong seed, int? wanted, string output)
    {
        var (model, step) = TrainedRun.Gan(run);
        using (model)
        {
            using Tensor samples = model.Sample(seed, count, wanted);
            OutputFile.Write(output, path =>
            {
                if (Path.GetExtension(output) == ".png")
                    SamplePicture.Save(samples, model.Density, path);
                else
                    SafetensorsFile.Write(path, [("samples", samples)]);
            });
        }
        Console.WriteLine($"{count} samples of step {step}: {Path.GetFullPath(output)}");
        return ExitCode.Done;
    }
}
