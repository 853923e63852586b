using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Theory;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>Both players of an experiment on one device: all the state that a checkpoint holds.</summary>
internal sealed class GanModel : IDisposable
{
    private const string GridPurpose = "grid";
    private const int PartSize = 1000;

    private readonly GanTraining _gan;
    private readonly Device _device;

    /// <summary>Players at their first values.</summary>
    public GanModel(Experiment experiment, Device device)
    {
        _gan = experiment.Gan();
        Density = Experiments.Density(experiment.Data);
        _device = device;
        var past = _gan.Game.Play.IsExtrapolationFromThePast;
        Generator = new Network(Networks.Generator(_gan), _gan.Generator, past, experiment.Seed, device);
        Discriminator = new Network(Networks.Discriminator(_gan), _gan.Discriminator, past, experiment.Seed, device);
        if (_gan.Average.HalfLife > 0)
        {
            Average = new AveragedNetwork(Generator, Networks.Generator(_gan), _gan.Average, experiment.BatchSize, device);
        }
    }

    /// <summary>G.</summary>
    public Network Generator { get; }

    /// <summary>D.</summary>
    public Network Discriminator { get; }

    /// <summary>The average of G over training, if the experiment asks for it.</summary>
    public AveragedNetwork? Average { get; }

    /// <summary>What samples are drawn from: the average if there is one, else G.</summary>
    public FlatModule Sampler => Average is null ? Generator : Average;

    /// <summary>Length of z.</summary>
    public int LatentSize => _gan.LatentSize;

    /// <summary>The density that its samples are to have, if that is known.</summary>
    public GaussianMixture? Density { get; }

    /// <summary>Whether samples have classes.</summary>
    public bool KnowsClasses => !_gan.Conditioning.IsUnconditional;

    /// <summary>Files of a checkpoint.</summary>
    public IEnumerable<StateFile> State() => Generator.State().Concat(Discriminator.State()).Concat(Average?.State() ?? []);

    /// <summary>Takes both players' state from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        Generator.Load(folder);
        Discriminator.Load(folder);
        Average?.LoadWeights(folder);
    }

    /// <summary>Takes the weights alone, for sampling and exporting.</summary>
    public void LoadWeights(string folder)
    {
        Generator.LoadWeights(folder);
        Discriminator.LoadWeights(folder);
        Average?.LoadWeights(folder);
    }

    /// <summary>
    /// The first samples of a seed, on the CPU; the same number of the same seed is the same sample. Where samples have
    /// classes, sample n is of class n mod K, unless one is asked for.
    /// </summary>
    /// <exception cref="GanError">A class is asked for where there are none.</exception>
    public Tensor Sample(ulong seed, int count, int? wanted = null)
    {
        using var scope = NewDisposeScope();
        return cat([.. Parts(seed, count, wanted)]).MoveToOuterDisposeScope();
    }

    /// <summary>The same in parts: the hidden layers of all samples at once could be larger than the memory.</summary>
    public IEnumerable<Tensor> Parts(ulong seed, int count, int? wanted = null)
    {
        if (wanted is not null && !KnowsClasses)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be left out: the run's generator knows no classes.");
        return Enumerable.Range(0, (count + PartSize - 1) / PartSize).Select(i => Part(seed, i * PartSize, int.Min(PartSize, count - i * PartSize), wanted));
    }

    /// <summary>Refuses a generator of samples of another shape.</summary>
    /// <param name="shape">What a sample has to be.</param>
    /// <param name="asked">Who asked for the generator, and for which: a setting and its value.</param>
    /// <exception cref="GanError">They are of another.</exception>
    public void RequireShape(long[] shape, string asked)
    {
        using var sample = Part(0, 0, 1, null);
        if (!sample.shape[1..].SequenceEqual(shape))
            throw new GanError(ExitCode.Usage, $"{asked}: makes samples of [{string.Join(", ", sample.shape[1..])}] where [{string.Join(", ", shape)}] are wanted.");
    }

    private Tensor Part(ulong seed, int first, int size, int? wanted)
    {
        using var scope = NewDisposeScope();
        var latents = Draws.Normal(seed, GridPurpose, 0, [size, _gan.LatentSize], _device, (ulong)first * (ulong)_gan.LatentSize);
        var classes = !KnowsClasses ? null
            : Classifiers.OneHot(wanted is { } one ? full([size], one, ScalarType.Int64) : arange(first, first + size, ScalarType.Int64).remainder(Classifiers.Classes), _device);
        return Sampler.Evaluate(latents, classes).cpu().contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Discriminator.Dispose();
        Average?.Dispose();
    }
}
