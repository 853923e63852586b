using Gan.Math.Losses;
using Gan.Math.Robust;
using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>How AdvGAN is trained: a generator of perturbations against a classifier.</summary>
internal sealed record AdvGanOptions
{
    /// <summary>Radius of the perturbations in Linf.</summary>
    public required double Radius { get; init; }

    /// <summary>Weights of the generator's losses.</summary>
    public required AdvGanWeights Weights { get; init; }

    /// <summary>Both sides' loss of the GAN.</summary>
    public required ILoss Loss { get; init; }

    /// <summary>Channels of the first layers of both networks.</summary>
    public required int Width { get; init; }

    /// <summary>How the generator is updated.</summary>
    public required Optimiser Generator { get; init; }

    /// <summary>How the discriminator is updated.</summary>
    public required Optimiser Discriminator { get; init; }

    /// <summary>Learns to answer as the classifier does, where only its answers are seen: how it is made, and updated.</summary>
    public (Func<nn.Module<Tensor, Tensor>> Create, Optimiser Update)? Student { get; init; }

    /// <summary>Of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Steps of the run, which schedules are stretched over.</summary>
    public required long TotalSteps { get; init; }
}
