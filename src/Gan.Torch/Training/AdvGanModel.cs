using Gan.Math;
using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Math.Training;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The networks of AdvGAN: a generator of perturbations, a discriminator, and a student where the classifier's gradients
/// are not seen.</summary>
internal sealed class AdvGanModel : IDisposable
{
    /// <summary>Networks at their first values.</summary>
    /// <param name="options">How they are trained.</param>
    /// <param name="channels">Of an image.</param>
    /// <param name="device">Where it computes.</param>
    public AdvGanModel(AdvGanOptions options, long channels, Device device)
    {
        Ball = new Ball(Norm.Linf, options.Radius);
        Network Made(nn.Module module, Optimiser update, ulong seed) =>
            new(Initialisation.Of(module, seed), update, keepsPast: false, device);
        Generator = Made(new AdvGanGenerator(channels, options.Width), options.Generator, options.Seed);
        Discriminator = Made(new DcganDiscriminator(new DcganMaps(Side: 28, options.Width), channels: 1, Normalisation.Customary),
            options.Discriminator, options.Seed);
        // From draws of its own: of the classifier only the answers are known, not what it began from, perhaps with the same seed.
        if (options.Student is var (create, update))
            Student = Made(create(), update, Seeds.Derive(options.Seed, "student", 0));
    }

    /// <summary>The budget of the perturbations.</summary>
    public Ball Ball { get; }

    /// <summary>G.</summary>
    public Network Generator { get; }

    /// <summary>D.</summary>
    public Network Discriminator { get; }

    /// <summary>The network that answers as the classifier does, with gradients; null where the classifier's own are seen.</summary>
    public Network? Student { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Network> Networks => Student is null ? [Generator, Discriminator] : [Generator, Discriminator, Student];

    /// <summary>Perturbed images, in the ball and the box.</summary>
    public Tensor Perturb(Tensor images)
    {
        var clean = new TorchTensor(images);
        return LearnedAttack.Move(Ball, Ball.Radius, clean, clean, new(Generator.Forward(images))).Value;
    }

    /// <summary>Files of a checkpoint.</summary>
    public IEnumerable<StateFile> State() => Networks.SelectMany(network => network.State());

    /// <summary>Takes the state from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        foreach (var network in Networks)
            network.Load(folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in Networks)
            network.Dispose();
    }
}
