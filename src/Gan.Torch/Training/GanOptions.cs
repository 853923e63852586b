using Gan.Math.Losses;
using Gan.Math.Training;

namespace Gan.Torch.Training;

/// <summary>How a GAN is trained.</summary>
public sealed record GanOptions
{
    /// <summary>The losses of the players, and how they take turns.</summary>
    public Game Game { get; init; } = GameModule.Of(NonSaturating.Loss);

    /// <summary>How the generator is updated.</summary>
    public Optimiser Generator { get; init; } = OptimiserModule.Adam(2e-4, 0.5, 0.999);

    /// <summary>How the discriminator is updated.</summary>
    public Optimiser Discriminator { get; init; } = OptimiserModule.Adam(2e-4, 0.5, 0.999);

    /// <summary>Samples of an update, m.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Length of z.</summary>
    public int LatentSize { get; init; } = 100;

    /// <summary>Components of the mixture that z is drawn from; 0 for a standard normal density.</summary>
    public int LatentComponents { get; init; }

    /// <summary>Standard deviation of each component.</summary>
    public double LatentDeviation { get; init; } = 1;

    /// <summary>psi in (0, 1]: below 1, samples that are looked at are drawn nearer to the middle.</summary>
    public double Truncation { get; init; } = 1;

    /// <summary>Classes that the players know, K; 0 for players that know none.</summary>
    public int Classes { get; init; }

    /// <summary>Weight of an auxiliary classifier in both players' losses.</summary>
    public double ClassWeight { get; init; } = 1;

    /// <summary>Samples of one side that the discriminator judges together; 1 for each by itself.</summary>
    public int Packing { get; init; } = 1;

    /// <summary>Of every draw: the same seed gives the same run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Steps of the run, which schedules are stretched over.</summary>
    public long TotalSteps { get; init; } = long.MaxValue;
}
