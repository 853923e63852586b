using Gan.Experiments;
using Gan.Host.Telemetry;
using Gan.Math;
using Gan.Math.Training;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>A generator and a discriminator against each other.</summary>
internal sealed class GanLearner : ILearner
{
    private readonly Experiment _experiment;
    private readonly Device _device;
    private readonly GanModel _model;
    private readonly GameHealth _health;
    private readonly ISampleJudge? _judge;
    private string? _collapse;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="judge">Chooses the best generator, not owned; null to choose none.</param>
    public GanLearner(Experiment experiment, long total, Device device, ISampleJudge? judge = null)
    {
        _judge = judge;
        _experiment = experiment;
        _device = device;
        _model = new GanModel(experiment, total, device);
        _health = new GameHealth(experiment.Gan().CollapseSteps, experiment.Gan().Game.Loss);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Network> Networks => [_model.Generator, _model.Discriminator];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Product> Products
    {
        get
        {
            var products = new OrderedDictionary<string, Product>();
            // Before the first evaluation nothing was chosen.
            if (_model.Best is { Step: > 0 } best)
                products.Add("best", new(best, best.Step));
            products.Add("generator", new(_model.Sampler));
            products.Add("discriminator", new(_model.Discriminator));
            return products;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _model.State().Concat(_health.State());

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _model.Load(folder);
        _health.Load(folder);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch)
    {
        using var scope = NewDisposeScope();
        var before = TrainingHealthModule.LooksAt(t) ? Networks.Select(network => network.Parameters.Values.clone()).ToArray() : null;
        var terms = _model.Play(t, () =>
        {
            var batch = nextBatch();
            var classes = _model.KnowsClasses ? ClassifierArchitectures.OneHot(batch.Labels, _model.Classes, _device) : null;
            return new(batch.Samples.to(_device), classes);
        });
        _collapse = before is null ? null : _health.Observe(t, terms, Changes(before).Max());
        return [.. terms.Where(term => term.Measure.IsReported)];
    }

    /// <inheritdoc/>
    public ValidationOutcome? Validate(long t)
    {
        if (_collapse is not null)
            return new([], _collapse); // the game has come to its end
        var count = _experiment.Task.SamplesEvaluated(t);
        if (_judge is null || _model.Best is not { } best || count == 0)
            return null;
        // From latents of their own: who evaluates the best generator draws others.
        var distance = _judge.Distance(_model.Samples.Parts(Seeds.Derive(_experiment.Seed, "evaluation", 0), count));
        best.Consider(_model.Sampler, -distance, t);
        return new([new(Measure.FrechetDistance, distance)], null);
    }

    private IEnumerable<double> Changes(Tensor[] before) =>
        Networks.Zip(before, (network, then) => (double)TrainingHealthModule.Change(Updates(network), new TorchTensor(then),
            new(network.Parameters.Values.detach())).Value.item<float>());

    private int Updates(Network network) => network == _model.Discriminator ? _experiment.Gan().Game.Turn.Constants.DiscriminatorSteps : 1;

    /// <inheritdoc/>
    public bool Picture(string file)
    {
        using var samples = _model.Samples.Draw(_experiment.Seed, _experiment.Cadence.SampleCount);
        DurableFiles.Replace(file, path => SamplePicture.Save(samples, _model.Density, path));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _health.Dispose();
        _model.Dispose();
    }
}
