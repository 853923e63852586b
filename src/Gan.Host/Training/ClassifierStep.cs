using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Robust;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>One step of a classifier on a batch: its adversarial points, and the update. Every formula is the core's.</summary>
internal sealed class ClassifierStep : IClassifierStep
{
    private const string CarriedFile = "perturbation.safetensors";

    private readonly ClassifierTraining _training;
    private readonly Network _classifier;
    private readonly ClassifierLoss _loss;
    private readonly AdversarialBatch _adversary;
    private readonly long _total;
    private readonly Tensor? _carried;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="classifier">The network, not owned.</param>
    /// <param name="device">Where it computes.</param>
    public ClassifierStep(Experiment experiment, long total, Network classifier, Device device)
    {
        _training = experiment.Classifier();
        _classifier = classifier;
        _total = total;
        _loss = new ClassifierLoss(_training.Robust.Loss, classifier);
        _adversary = new AdversarialBatch(_training, classifier, experiment.Seed, device);
        _carried = Robust.Replays > 1 ? zeros([experiment.BatchSize, .. Classifiers.ImageShape(_training.Architecture)], ScalarType.Float32, device).DetachFromDisposeScope() : null;
    }

    private RobustTraining Robust => _training.Robust;

    /// <inheritdoc/>
    public IEnumerable<Network> Others => [];

    // The perturbation that free training carries on.
    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _carried is null ? [] : [new StateFile(CarriedFile, Carried)];

    /// <inheritdoc/>
    public void Load(string folder)
    {
        if (_carried is not null)
            WeightsLoader.Load(Carried, Path.Combine(folder, CarriedFile));
    }

    private (string, Tensor)[] Carried => [("perturbation", _carried!)];

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Tensor clean, TorchTensor labels)
    {
        if (!RobustLosses.UsesAdversarial(Robust.Loss))
            return Update(t, t, clean, null, labels);
        var radius = RobustTrainings.Radius(Robust, _total, t);
        return _carried is null ? Update(t, t, clean, _adversary.Points(t, radius, clean, labels), labels) : Replay(t, radius, clean, labels, _carried);
    }

    // Free training: each update's backward pass gives the gradient that moves the points too.
    private IReadOnlyList<Term> Replay(long t, double radius, Tensor clean, TorchTensor labels, Tensor carried)
    {
        var ball = new Ball(Robust.Norm, radius);
        var x = new TorchTensor(clean);
        var points = RobustTrainings.Carried(ball, new TorchTensor(carried), x);
        IReadOnlyList<Term>? first = null;
        for (var replay = 1; replay <= Robust.Replays; replay++)
        {
            var leaf = points.Value.detach().requires_grad_(true);
            var terms = Update(t, (t - 1) * Robust.Replays + replay, clean, leaf, labels);
            first ??= terms;
            points = RobustTrainings.Replay(Robust, ball, x, points, new(leaf.grad!));
        }
        carried.copy_(RobustTrainings.Perturbation(x, points).Value);
        return first!;
    }

    // The loss, and the accuracy on what it looks at, before the update.
    private IReadOnlyList<Term> Update(long t, long count, Tensor clean, Tensor? adversarial, TorchTensor labels)
    {
        var (loss, measured) = _loss.Evaluate(clean, adversarial, labels);
        _classifier.Backward(loss);
        var values = FiniteTerms.Require(t, _classifier, loss, [.. measured.Select(entry => entry.Share)]);
        if (Robust.WeightPerturbation > 0)
            BackwardFromWorse(t, clean, adversarial, labels);
        _classifier.Update(count, Experiments.Rate(_training.Update, _total, t));
        return [new(Measure.ClassifierLoss, values[0]), .. measured.Zip(values[1..], (entry, value) => new Term(entry.Measure, value))];
    }

    // The gradient in place is exchanged for the one at weights that it makes worse.
    private void BackwardFromWorse(long t, Tensor clean, Tensor? adversarial, TorchTensor labels)
    {
        var position = _classifier.Position();
        _classifier.Perturb(Robust.WeightPerturbation);
        var (loss, _) = _loss.Evaluate(clean, adversarial, labels);
        _classifier.Backward(loss);
        FiniteTerms.Require(t, _classifier, loss);
        _classifier.Return(position, slots: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adversary.Dispose();
        _carried?.Dispose();
    }
}
