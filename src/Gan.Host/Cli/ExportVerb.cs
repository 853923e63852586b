using System.CommandLine;
using System.Text.Json.Nodes;
using Gan.Host.Loop;
using Gan.Host.Runs;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Cli;

/// <summary><c>gan export</c>: a run's weights as one safetensors file with PyTorch's parameter names.</summary>
internal static class ExportVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "Run directory.", Required = true }.Must("a folder", Requirements.IsText);
        var output = new Option<string>("--out") { Description = "FILE.safetensors.", Required = true }
            .Must("a file that ends in .safetensors", text => Path.GetExtension(text) == ".safetensors");
        var network = new Option<string?>("--network")
        {
            Description = "generator or discriminator of a GAN, the generator by default; "
            + "best, average or classifier: the best state that was validated, the averaged weights, the last ones. By default the "
            + "first of them that there is."
        }
            .Must("generator, discriminator, best, average or classifier", text =>
                text is "generator" or "discriminator" or "best" or "average" or "classifier");
        var command = new Command("export", "Write a network's weights for other programs.") { run, output, network };
        command.SetAction(parsed => Export(parsed.GetValue(run)!, parsed.GetValue(output)!, parsed.GetValue(network)));
        return command;
    }

    private static int Export(string run, string output, string? wanted)
    {
        OutputFile.RequireWritable(output);
        var (learner, step) = TrainedRun.Learner(run);
        using (learner)
        {
            var network = wanted ?? learner.Products.Keys.First();
            if (!learner.Products.TryGetValue(network, out var product))
                throw new GanError(ExitCode.Usage, $"--network = {network}: must be {string.Join(" or ", learner.Products.Keys)}, what "
                    + $"{run} trains.");
            var weights = product.Module.Weights().ToArray();
            step = product.Step ?? step;
            var metadata = new JsonObject { ["format"] = "pt", ["network"] = network, ["step"] = $"{step}" };
            OutputFile.Write(output, path => SafetensorsFile.Write(path, weights, metadata));
            Console.WriteLine($"{network} of step {step}: {Path.GetFullPath(output)}");
            foreach (var (name, value) in weights)
                Console.WriteLine($"  {name} [{string.Join(", ", value.shape)}]");
        }
        return ExitCode.Done;
    }
}
