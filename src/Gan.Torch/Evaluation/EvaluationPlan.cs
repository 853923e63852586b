using System.Globalization;
using Gan.Math.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>The attacks and budget of an evaluation; two equal plans end with the same mask.</summary>
/// <param name="Ball">The budget.</param>
/// <param name="Attacks">The attacks, in order; each sees what the ones before have left.</param>
/// <param name="Classes">Classes of the model.</param>
/// <param name="Seed">Of every draw.</param>
/// <param name="BatchSize">Examples that are attacked together at most: as many as the caches hold.</param>
/// <param name="Workers">Batches that are attacked at the same time.</param>
internal sealed record EvaluationPlan(Ball Ball, IReadOnlyList<IAttack> Attacks, int Classes, ulong Seed, int BatchSize, int Workers)
{
    /// <summary>Examples of a batch, if nothing else is said: images and activations stay in the caches of a core or two.</summary>
    public const int LargestBatch = 256;

    /// <summary>Attacks within a ball; a GPU takes one batch after the other.</summary>
    public static EvaluationPlan Of(Ball ball, IReadOnlyList<IAttack> attacks, int classes, ulong seed, Device device) =>
        new(ball, attacks, classes, seed, LargestBatch, device.type == DeviceType.CPU ? get_num_threads() : 1);

    /// <summary>Everything here that a result follows from.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture,
        $"{Ball.Norm} {Ball.Radius:R} {string.Join(' ', Attacks.Select(Described))} {Classes} {Seed} {BatchSize} {Workers}");

    private string Described(IAttack attack) => $"{attack.Name} {attack.Steps}x{attack.Runs(Classes).Length}";

    // A query without a gradient costs about a third of one with it.
    private const double ForwardAlone = 0.35;

    /// <summary>About how much one run of an attack costs an example, in steps with a gradient.</summary>
    public double Work(IAttack attack) => attack.Steps * (attack.UsesGradients ? 1 : ForwardAlone);

    /// <summary>Examples in batches as equal as can be, so that no worker waits long for another.</summary>
    public int[][] Batches(int[] examples)
    {
        if (examples.Length == 0)
            return [];
        var rounds = (examples.Length + Workers * BatchSize - 1) / (Workers * BatchSize);
        var size = (examples.Length + Workers * rounds - 1) / (Workers * rounds);
        return [.. examples.Chunk(size)];
    }
}
