using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>The networks of AdvGAN: a generator of perturbations, a discriminator, and a student where the classifier's gradients are not seen.</summary>
internal sealed class AdvGanModel : IDisposable
{
    /// <summary>Networks at their first values.</summary>
    /// <param name="experiment">What is trained.</param>
    /// <param name="channels">Of an image.</param>
    /// <param name="device">Where it computes.</param>
    public AdvGanModel(Experiment experiment, long channels, Device device)
    {
        var training = experiment.AdvGan();
        Ball = new Ball(Norm.Linf, training.Radius);
        Generator = new Network(new AdvGanGenerator(channels, training.Width), training.Generator, keepsPast: false, experiment.Seed, device);
        Discriminator = new Network(new DcganDiscriminator(new DcganMaps(Side: 28, training.Width), channels: 1, Normalisation.Customary), training.Discriminator, keepsPast: false, experiment.Seed, device);
        // From draws of its own: of the classifier only the answers are known, not what it began from, perhaps with the same seed.
        if (training.Student is { } student)
            Student = new Network(Classifiers.Create(student.Value.Architecture), student.Value.Update, keepsPast: false, Seeds.Derive(experiment.Seed, "student", 0), device);
    }

    /// <summary>The budget of the perturbations.</summary>
    public Ball Ball { get; }

    /// <summary>G.</summary>
    public Network Generator { get; }

    /// <summary>D.</summary>
    public Network Discriminator { get; }

    /// <summary>What answers as the classifier does, with gradients; null where the classifier's own are seen.</summary>
    public Network? Student { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Network> Networks => Student is null ? [Generator, Discriminator] : [Generator, Discriminator, Student];

    /// <summary>Perturbed images, in the ball and the box.</summary>
    public Tensor Perturb(Tensor images)
    {
        var clean = new TorchTensor(images);
        return LearnedAttacks.Move(Ball, Ball.Radius, clean, clean, new(Generator.Forward(images))).Value;
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
