using System.CommandLine;
using System.Globalization;
using Gan.Host.Loop;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.Host.Cli;

/// <summary><c>gan sample</c>: draws samples from a run's generator.</summary>
internal static class SampleVerb
{
    private const int LargestCount = 100_000;
    private const int LargestClass = 255;
    private const int Columns = 10;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true }.Must("a folder", Requirements.IsText);
        var count = new Option<string>("--count") { Description = "Number of samples.", DefaultValueFactory = _ => "64" }
            .Must($"a whole number from 1 to {LargestCount}", text => Requirements.IsCount(text, 1, LargestCount));
        var seed = new Option<string>("--seed") { Description = "Seed of the latents.", DefaultValueFactory = _ => "0" }
            .Must($"a whole number from 0 to {ulong.MaxValue}", Requirements.IsSeed);
        var wanted = new Option<string?>("--class")
        {
            Description = "Class of every sample, where the generator knows classes; else one after the other.",
        }.Must($"a whole number from 0 to {LargestClass}", text => Requirements.IsCount(text, 0, LargestClass));
        var output = new Option<string>("--out") { Description = "FILE.png or FILE.safetensors (tensor 'samples').", Required = true }
            .Must("a file that ends in .png or .safetensors", text => Path.GetExtension(text) is ".png" or ".safetensors");
        var rows = new Option<string?>("--interpolate")
        {
            Description = $"Rows of {Columns} samples each, from one latent to another; in place of --count.",
        }.Must($"a whole number from 1 to {LargestCount / Columns}", text => Requirements.IsCount(text, 1, LargestCount / Columns));
        var command = new Command("sample", "Draw samples from a trained generator.") { run, count, seed, wanted, rows, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(rows) is not null && result.GetResult(count) is { Implicit: false })
                result.AddError($"{count.Name}: must be left out with {rows.Name}.");
        });
        command.SetAction(parsed => Sample(parsed.GetValue(run)!, int.Parse(parsed.GetValue(count)!, CultureInfo.InvariantCulture),
            ulong.Parse(parsed.GetValue(seed)!, CultureInfo.InvariantCulture), Number(parsed.GetValue(wanted)),
                Number(parsed.GetValue(rows)), parsed.GetValue(output)!));
        return command;
    }

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static int Sample(string run, int count, ulong seed, int? wanted, int? rows, string output)
    {
        OutputFile.RequireWritable(output);
        var (model, step) = TrainedRun.Gan(run);
        using (model)
        {
            model.Samples.RequireRoom(rows * Columns ?? count, rows is null ? $"--count = {count}" : $"--interpolate = {rows}");
            using Tensor samples = rows is { } ways ? model.Samples.Interpolate(seed, ways, Columns, wanted)
                : model.Samples.Draw(seed, count, wanted);
            count = (int)samples.shape[0];
            OutputFile.Write(output, path =>
            {
                if (Path.GetExtension(output) != ".png")
                    SafetensorsFile.Write(path, [("samples", samples)]);
                else if (rows is not null && model.Density is null)
                    SamplePicture.SaveGrid(samples, Columns, path);
                else
                    SamplePicture.Save(samples, model.Density, path);
            });
        }
        Console.WriteLine($"{count} samples of step {step}: {Path.GetFullPath(output)}");
        return ExitCode.Done;
    }
}
