using System.CommandLine;
using Gan.Host.Checkpoints;
using Gan.Host.Telemetry;
using static TorchSharp.torch;

namespace Gan.Host.Cli;

/// <summary><c>gan sample</c>: draws samples from a run's generator.</summary>
internal static class SampleVerb
{
    private const int LargestCount = 100_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true };
        var count = new Option<int>("--count") { Description = "Number of samples.", DefaultValueFactory = _ => 64 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the latents.", DefaultValueFactory = _ => 0 };
        var output = new Option<string>("--out") { Description = "FILE.png or FILE.safetensors (tensor 'samples').", Required = true };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value is < 1 or > LargestCount)
                result.AddError($"--count = {value}: must be a whole number from 1 to {LargestCount}.");
        });
        output.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Path.GetExtension(result.Tokens[0].Value) is not (".png" or ".safetensors"))
                result.AddError($"--out = {result.Tokens[0].Value}: must end in .png or .safetensors.");
        });
        var command = new Command("sample", "Draw samples from a trained generator.") { run, count, seed, output };
        command.SetAction(parsed => Sample(parsed.GetValue(run)!, parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(output)!));
        return command;
    }

    private static int Sample(string run, int count, ulong seed, string output)
    {
        var (model, step) = TrainedRun.Load(run);
        using (model)
        {
            using Tensor samples = model.Sample(seed, count);
            TrainedRun.Write(output, path =>
            {
                if (Path.GetExtension(output) == ".png")
                    SamplePicture.Save(samples, path);
                else
                    SafetensorsFile.Write(path, [("samples", samples)]);
            });
        }
        Console.WriteLine($"{count} samples of step {step}: {Path.GetFullPath(output)}");
        return ExitCode.Done;
    }
}
