using Gan.Experiments;
using Gan.Math.Theory;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Both players of an experiment on one device: all the state that a checkpoint holds.</summary>
internal sealed class GanModel : IDisposable
{
    private const int PassSize = 250;

    private readonly GanTraining _gan;
    private readonly GanTrainer _trainer;
    private FlatModule _source;

    /// <summary>Players at their first values.</summary>
    /// <param name="experiment">What they learn.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where they compute.</param>
    public GanModel(Experiment experiment, long total, Device device)
    {
        _gan = experiment.Gan();
        Density = experiment.Data.Density;
        var architecture = (GanArchitecture)_gan.Architecture;
        nn.Module NewGenerator() => architecture.Generator(_gan.Networks, experiment.Data.Shape, experiment.Data.Classes);
        var discriminator = architecture.Discriminator(_gan.Networks, experiment.Data.Shape, experiment.Data.Classes);
        _trainer = new GanTrainer(Initialisation.Of(NewGenerator(), experiment.Seed), Initialisation.Of(discriminator, experiment.Seed),
            experiment.GanOptions(total), device);
        Classes = experiment.Data.Classes;
        Samples = new GanSamples(this, _gan.Networks.LatentSize, device);
        if (_gan.Average.HalfLife > 0)
            Average = new AveragedGenerator(Generator, NewGenerator(), _gan.Average, experiment.BatchSize, device, pass =>
                PassLatents(experiment.Seed, pass));
        if (_gan.Evaluation is not null)
        {
            Best = new BestNetwork(NewGenerator(), device);
            Best.Take(Generator);
        }
        _source = Average is null ? Generator : Average;
    }

    /// <summary>G.</summary>
    public Network Generator => _trainer.Generator;

    /// <summary>D.</summary>
    public Network Discriminator => _trainer.Discriminator;

    /// <summary>The average of G over training, if the experiment asks for it.</summary>
    public AveragedGenerator? Average { get; }

    /// <summary>The generator whose samples were nearest to the data, if the experiment asks for it.</summary>
    public BestNetwork? Best { get; }

    /// <summary>Makes step t, counted from 1.</summary>
    /// <inheritdoc cref="ILearner.Play"/>
    public IReadOnlyList<Term> Play(long t, Func<LabelledSamples> nextBatch)
    {
        var terms = _trainer.Step(t, nextBatch);
        Average?.Follow(Generator, t);
        return terms;
    }

    /// <summary>The network that samples are drawn from during training: the average if there is one, else G.</summary>
    public FlatModule Sampler => Average is null ? Generator : Average.Settle();

    /// <summary>The network that samples are drawn from: as in training, until the best generator is taken.</summary>
    public FlatModule Source => _source;

    /// <summary>Draws samples from the best generator from now on, if one was chosen.</summary>
    /// <returns>The step after which it was; null if none.</returns>
    public long? TakeBest()
    {
        if (Best is not { Step: > 0 } best)
            return null;
        _source = best;
        return best.Step;
    }

    /// <summary>The source of z.</summary>
    public LatentSource Latents => _trainer.Latents;

    /// <summary>The density that its samples are to have, if that is known.</summary>
    public GaussianMixture? Density { get; }

    /// <summary>Classes of the data.</summary>
    public int Classes { get; }

    /// <summary>True if samples have classes.</summary>
    public bool KnowsClasses => !_gan.Networks.Conditioning.IsUnconditional;

    /// <summary>Files of a checkpoint.</summary>
    public IEnumerable<StateFile> State() => Generator.State().Concat(Discriminator.State()).Concat(Average?.Settle().State() ?? [])
        .Concat(Best?.State() ?? []);

    /// <summary>Takes both players' state from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        Generator.Load(folder);
        Discriminator.Load(folder);
        Average?.LoadWeights(folder);
        Best?.Load(folder);
    }

    /// <summary>Takes the weights alone, for sampling and exporting.</summary>
    public void LoadWeights(string folder)
    {
        Generator.LoadWeights(folder);
        Discriminator.LoadWeights(folder);
        Average?.LoadWeights(folder);
        Best?.Load(folder);
    }

    /// <summary>Samples that it draws.</summary>
    public GanSamples Samples { get; }

    // What a pass over the averaged generator takes.
    private (Tensor Latents, Tensor? Classes) PassLatents(ulong seed, int pass) =>
        (Latents.DrawTruncated(seed, "standing statistics", pass, PassSize),
            Samples.OneHot(Enumerable.Range(0, PassSize).Select(n => (long)n)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        Average?.Dispose();
        Best?.Dispose();
    }
}
