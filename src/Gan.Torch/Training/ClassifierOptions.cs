using Gan.Math.Robust;
using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>How a classifier is trained.</summary>
public sealed record ClassifierOptions
{
    /// <summary>The loss that it minimises, and the attack in the loop; natural training if it is not given.</summary>
    public RobustTraining Robust { get; init; } = RobustTrainingModule.Natural;

    /// <summary>How it is updated.</summary>
    public Optimiser Update { get; init; } = OptimiserModule.Adam(1e-3, 0.9, 0.999);

    /// <summary>Logits of the classifier, K.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Samples of an update.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Of every draw: the same seed gives the same run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Steps of the run, which schedules and the growth of the radius are stretched over.</summary>
    public long TotalSteps { get; init; } = long.MaxValue;

    /// <summary>Makes another module like the classifier, for an attack in the loop that computes in bfloat16.</summary>
    public Func<nn.Module<Tensor, Tensor>>? Another { get; init; }

    /// <summary>A small network that learns to attack, in the place of gradient steps: its width and how it is updated.</summary>
    public (int Width, Optimiser Update)? Attacker { get; init; }
}
