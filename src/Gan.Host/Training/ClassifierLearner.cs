using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>A classifier that minimises its cross-entropy. The loss and the update are the core's.</summary>
internal sealed class ClassifierLearner : ILearner
{
    private readonly NetworkUpdate _update;
    private readonly Network _classifier;
    private readonly long _total;
    private readonly Device _device;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where it computes.</param>
    public ClassifierLearner(Experiment experiment, long total, Device device)
    {
        var training = experiment.Classifier();
        _update = training.Update;
        _total = total;
        _device = device;
        _classifier = new Network(Classifiers.Create(training.Architecture), _update, keepsPast: false, experiment.Seed, device);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Network> Networks => [_classifier];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FlatModule> Products => new OrderedDictionary<string, FlatModule> { [_classifier.Name] = _classifier };

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _classifier.State();

    /// <inheritdoc/>
    public void Load(string folder) => _classifier.Load(folder);

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch)
    {
        using var scope = NewDisposeScope();
        var batch = nextBatch();
        var labels = new TorchTensor(nn.functional.one_hot(batch.Labels, Classifiers.Classes).to(ScalarType.Float32).to(_device));
        var logits = new TorchTensor(_classifier.Forward(batch.Samples.to(_device)));
        var loss = TorchTensor.Mean(Classifications.CrossEntropy(labels, logits)).Value;
        var accuracy = TorchTensor.Mean(Classifications.Correct(labels, logits)).Value;
        _classifier.Backward(loss);
        var values = FiniteTerms.Require(t, _classifier, loss, accuracy);
        _classifier.Update(t, Experiments.Rate(_update, _total, t));
        return [new(Measure.ClassifierLoss, values[0]), new(Measure.BatchAccuracy, values[1])];
    }

    /// <summary>A classifier makes nothing to be seen.</summary>
    public void Picture(string folder, long step)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
