using Gan.Experiments;
using Gan.Math.Theory;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Both players of an experiment on one device: all the state that a checkpoint holds.</summary>
internal sealed class GanModel : IDisposable
{
    private const string GridPurpose = "grid";
    private const int PartSize = 1000;
    private const int PassSize = 250;

    private readonly GanTraining _gan;
    private readonly GanTrainer _trainer;
    private readonly Device _device;
    private FlatModule _source;

    /// <summary>Players at their first values.</summary>
    /// <param name="experiment">What they learn.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where they compute.</param>
    public GanModel(Experiment experiment, long total, Device device)
    {
        _gan = experiment.Gan();
        _device = device;
        Density = experiment.Data.Density;
        var architecture = (GanArchitecture)_gan.Architecture;
        nn.Module NewGenerator() => architecture.Generator(_gan.Networks, experiment.Data.Shape, experiment.Data.Classes);
        var discriminator = architecture.Discriminator(_gan.Networks, experiment.Data.Shape, experiment.Data.Classes);
        _trainer = new GanTrainer(Initialisation.Of(NewGenerator(), experiment.Seed), Initialisation.Of(discriminator, experiment.Seed),
            experiment.GanOptions(total), device);
        Classes = experiment.Data.Classes;
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

    /// <summary>Samples on the ways from one latent of a seed to another, as many rows as ways; a row is of one class, the rows
    /// of one after the other.</summary>
    /// <exception cref="GanError">A class is asked for where there are none.</exception>
    public Tensor Interpolate(ulong seed, int rows, int columns, int? wanted = null)
    {
        RequireClass(wanted);
        using var scope = NewDisposeScope();
        // Whole rows, as many as a part has samples for.
        return cat([.. Enumerable.Range(0, rows).Chunk(int.Max(PartSize / columns, 1)).Select(part => Ways(seed, part, columns, wanted))])
            .MoveToOuterDisposeScope();
    }

    private Tensor Ways(ulong seed, int[] rows, int columns, int? wanted)
    {
        using var scope = NewDisposeScope();
        var ends = Latents.DrawTruncated(seed, GridPurpose, 0, 2 * rows.Length, from: 2 * rows[0]).cpu().Elements().ToArray()
            .Select(value => (double)value).Chunk(_gan.Networks.LatentSize).ToArray();
        var places = Enumerable.Range(0, rows.Length * columns)
            .Select(n => (Row: n / columns, Mu: columns == 1 ? 0 : (double)(n % columns) / (columns - 1))).ToArray();
        float[] latents = [.. places.SelectMany(place => Gan.Math.Latents.Interpolate(place.Mu, ends[2 * place.Row],
            ends[2 * place.Row + 1])).Select(value => (float)value)];
        return Make(tensor(latents).view(places.Length, _gan.Networks.LatentSize).to(_device),
            places.Select(place => wanted ?? (long)rows[place.Row])).MoveToOuterDisposeScope();
    }

    /// <summary>Samples made in parts: the hidden layers of all samples at once could be larger than the memory.</summary>
    public IEnumerable<Tensor> Parts(ulong seed, int count, int? wanted = null)
    {
        RequireClass(wanted);
        return Enumerable.Range(0, (count + PartSize - 1) / PartSize)
            .Select(i => Part(seed, i * PartSize, int.Min(PartSize, count - i * PartSize), wanted));
    }

    private void RequireClass(int? wanted)
    {
        if (wanted is not null && !KnowsClasses)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be left out: the run's generator knows no classes.");
        if (wanted >= Classes)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be at most {Classes - 1}: the run's generator knows {Classes} "
                + $"classes.");
    }

    /// <summary>Refuses a generator of samples of another shape.</summary>
    /// <param name="shape">What a sample has to be.</param>
    /// <param name="asked">Who asked for the generator, and for which: a setting and its value.</param>
    /// <exception cref="GanError">They are of another.</exception>
    public void RequireShape(long[] shape, string asked)
    {
        using var sample = Part(0, 0, 1, null);
        if (!sample.shape[1..].SequenceEqual(shape))
            throw new GanError(ExitCode.Usage, $"{asked}: makes samples of [{string.Join(", ", sample.shape[1..])}] where "
                + $"[{string.Join(", ", shape)}] are wanted.");
    }

    /// <summary>Refuses more samples than one tensor of a file holds.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="asked">Who asked for so many: an option and its value.</param>
    /// <exception cref="GanError">They are more.</exception>
    public void RequireRoom(int count, string asked)
    {
        using var sample = Part(0, 0, 1, null);
        var most = Array.MaxLength / (sample.numel() * sizeof(float));
        if (count > most)
            throw new GanError(ExitCode.Usage, $"{asked}: must be fewer: a file holds at most {most} samples of "
                + $"[{string.Join(", ", sample.shape[1..])}].");
    }

    private Tensor Part(ulong seed, int first, int size, int? wanted)
    {
        using var scope = NewDisposeScope();
        var latents = Latents.DrawTruncated(seed, GridPurpose, 0, size, from: first);
        return Make(latents, Enumerable.Range(first, size).Select(n => (long)(wanted ?? n))).MoveToOuterDisposeScope();
    }

    private Tensor Make(Tensor latents, IEnumerable<long> labels)
    {
        if (_source == Average)
            Average.Settle();
        return _source.Evaluate(latents, OneHot(labels)).cpu().contiguous();
    }

    // What a pass over the averaged generator takes.
    private (Tensor Latents, Tensor? Classes) PassLatents(ulong seed, int pass) =>
        (Latents.DrawTruncated(seed, "standing statistics", pass, PassSize), OneHot(Enumerable.Range(0, PassSize).Select(n => (long)n)));

    // Sample n of class n mod K.
    private Tensor? OneHot(IEnumerable<long> labels) =>
        KnowsClasses ? ClassifierArchitectures.OneHot(tensor([.. labels.Select(label => label % Classes)], ScalarType.Int64), Classes,
            _device) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        Average?.Dispose();
        Best?.Dispose();
    }
}
