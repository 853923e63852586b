using Gan.IntegrationTests.Support;
using Gan.Math.Attacks;
using Gan.Math.Losses;
using Gan.Math.Training;
using Gan.Torch;
using Gan.Torch.Evaluation;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The code that src/Gan.Torch/README.md shows, compiled and run.</summary>
public class LibraryReadmeTests
{
    private static RobustnessReport Attack(nn.Module<Tensor, Tensor> classifier, Tensor samples, Tensor labels, CancellationToken stop)
    {
        // <attack>
        var options = new RobustnessOptions { Norm = Norm.Linf, Radius = 8.0 / 255, Attacks = [AutoPgd.OnCrossEntropy(100, 1), Square.Attack(1000, 1)] };
        var progress = new Progress<RobustnessProgress>(now => Console.Error.WriteLine($"{now.Attack}: {now.Robust} of {now.Count} robust"));
        var report = Robustness.Evaluate(classifier, samples, labels, options, progress, stop);
        Console.WriteLine($"{report.Robust.Accuracy:P1} [{report.Robust.Low:P1}, {report.Robust.High:P1}], flags: {string.Join(", ", report.Flags)}");
        // </attack>
        return report;
    }

    private static Tensor Train(nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, IEnumerable<Tensor> batches)
    {
        // <train>
        var options = new GanOptions
        {
            Game = GameModule.Of(Hinge.Loss),
            Generator = OptimiserModule.Adam(2e-4, 0, 0.9),
            Discriminator = OptimiserModule.Adam(2e-4, 0, 0.9),
            BatchSize = 64,
            LatentSize = 16,
        };
        using var trainer = new GanTrainer(generator, discriminator, options);
        foreach (var batch in batches)
            trainer.Step(batch);
        var samples = trainer.Sample(100, seed: 1);
        // </train>
        return samples;
    }

    [Fact]
    public void The_snippets_run()
    {
        using var scope = NewDisposeScope();
        var samples = rand(8, 3);
        using var classifier = nn.Linear(3, 2);
        Assert.Equal(2, Attack(classifier, samples, zeros([8], ScalarType.Int64), CancellationToken.None).Attacks.Count);
        Assert.Equal([100, 3], Train(nn.Linear(16, 3), nn.Linear(3, 1), [randn(64, 3), randn(64, 3)]).shape);
    }

    [Theory]
    [InlineData("attack")]
    [InlineData("train")]
    public void The_readme_shows_the_snippets_as_they_are_compiled(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "IntegrationTests", "LibraryReadmeTests.cs"));
        var snippet = lines.SkipWhile(line => line.Trim() != $"// <{name}>").Skip(1).TakeWhile(line => line.Trim() != $"// </{name}>")
            .Select(line => line.Length > 8 ? line[8..] : "");
        Assert.Contains(string.Join('\n', snippet), File.ReadAllText(Path.Combine(Repository.Root, "src", "Gan.Torch", "README.md")), StringComparison.Ordinal);
    }

    // A change of the library's public face is a change of this file: GAN_ACCEPT_SURFACE=1 writes it, for review.
    [Fact]
    public void The_public_surface_is_the_one_written_down()
    {
        var made = new HashSet<string> { "Equals", "GetHashCode", "ToString", "<Clone>$", "Deconstruct", "PrintMembers", "op_Equality", "op_Inequality" };
        string[] surface = [.. typeof(Robustness).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance
                    | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.DeclaredOnly)
                .Where(member => !made.Contains(member.Name)).Select(member => $"{type.FullName}: {member}"))
            .Distinct().Order(StringComparer.Ordinal)];
        var baseline = Path.Combine(Repository.Root, "tests", "IntegrationTests", "PublicSurface.txt");
        if (Environment.GetEnvironmentVariable("GAN_ACCEPT_SURFACE") == "1")
            File.WriteAllLines(baseline, surface);
        Assert.Equal(File.ReadAllLines(baseline), surface);
    }

    // The exceptions that the library documents are its own.
    [Fact]
    public void What_a_caller_gets_wrong_is_an_argument_error() =>
        Assert.IsAssignableFrom<ArgumentException>(new InvalidRequestException("no"));
}
