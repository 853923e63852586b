using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Math.Experiments;
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
        if (wanted is not null && _gan.Conditioning.IsUnconditional)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be left out: the run's generator knows no classes.");
        using var scope = NewDisposeScope();
        var latents = Draws.Normal(seed, GridPurpose, 0, [count, _gan.LatentSize], _device);
        // In parts: the hidden layers of all samples at once could be larger than the memory.
        var classes = _gan.Conditioning.IsUnconditional ? null
            : Classifiers.OneHot(wanted is { } one ? full([count], one, ScalarType.Int64) : arange(count, ScalarType.Int64).remainder(Classifiers.Classes), _device);
        var parts = latents.split(PartSize).Select((part, i) => Sampler.Evaluate(part, classes?.narrow(0, i * PartSize, part.shape[0])).cpu()).ToArray();
        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Discriminator.Dispose();
        Average?.Dispose();
    }
}
