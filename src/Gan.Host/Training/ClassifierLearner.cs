using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Robust;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>A classifier that minimises its natural or robust loss. Losses, attack and update are the core's.</summary>
internal sealed class ClassifierLearner : ILearner
{
    private readonly NetworkUpdate _update;
    private readonly RobustLoss _loss;
    private readonly AdversarialBatch _adversary;
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
        _loss = training.Robust.Loss;
        _total = total;
        _device = device;
        _classifier = new Network(Classifiers.Create(training.Architecture), _update, keepsPast: false, experiment.Seed, device);
        _adversary = new AdversarialBatch(training.Robust, _classifier, total, experiment.Seed);
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
        var clean = batch.Samples.to(_device);
        if (!RobustLosses.UsesAdversarial(_loss))
        {
            var values = Descend(t, labels, clean, clean);
            return [new(Measure.ClassifierLoss, values[0]), new(Measure.BatchAccuracy, values[1])];
        }
        var both = Descend(t, labels, clean, _adversary.Points(t, clean, labels));
        return [new(Measure.ClassifierLoss, both[0]), new(Measure.BatchAccuracy, both[1]), new(Measure.AdversarialAccuracy, both[2])];
    }

    // The loss and both accuracies before the update.
    private double[] Descend(long t, TorchTensor labels, Tensor clean, Tensor adversarial)
    {
        var cleanLogits = new TorchTensor(_classifier.Forward(clean));
        var adversarialLogits = ReferenceEquals(clean, adversarial) ? cleanLogits : new TorchTensor(_classifier.Forward(adversarial));
        var loss = TorchTensor.Mean(RobustLosses.Value(_loss, labels, RobustLosses.Rival(labels, adversarialLogits), cleanLogits, adversarialLogits)).Value;
        _classifier.Backward(loss);
        var values = FiniteTerms.Require(t, _classifier, loss, Accuracy(labels, cleanLogits), Accuracy(labels, adversarialLogits));
        _classifier.Update(t, Experiments.Rate(_update, _total, t));
        return values;
    }

    private static Tensor Accuracy(TorchTensor labels, TorchTensor logits) => TorchTensor.Mean(Classifications.Correct(labels, logits)).Value;

    /// <summary>A classifier makes nothing to be seen.</summary>
    public void Picture(string folder, long step)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
