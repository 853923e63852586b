using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>One step of a classifier on a batch: its adversarial points, and the update. Every formula is the core's.</summary>
internal sealed class ClassifierStep : IClassifierStep
{
    private const string CarriedFile = "perturbation.safetensors";

    private readonly ClassifierOptions _options;
    private readonly Network _classifier;
    private readonly ClassifierLoss _loss;
    private readonly AdversarialBatch _adversary;
    private readonly Tensor? _carried;

    /// <param name="options">What it learns.</param>
    /// <param name="classifier">The network, not owned.</param>
    /// <param name="shape">Of a sample.</param>
    /// <param name="device">Where it computes.</param>
    public ClassifierStep(ClassifierOptions options, Network classifier, long[] shape, Device device)
    {
        (_options, _classifier) = (options, classifier);
        _loss = new ClassifierLoss(Robust.Loss, classifier);
        _adversary = new AdversarialBatch(options, classifier, device);
        _carried = Robust.Replays > 1 ? zeros([options.BatchSize, .. shape], ScalarType.Float32, device).DetachFromDisposeScope() : null;
    }

    private RobustTraining Robust => _options.Robust;

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
        if (!Robust.Loss.UsesAdversarial)
            return Update(t, t, clean, null, labels);
        var radius = RobustTrainingModule.Radius(Robust, _options.TotalSteps, t);
        return _carried is null ? Update(t, t, clean, _adversary.Points(t, radius, clean, labels), labels) : Replay(t, radius, clean,
            labels, _carried);
    }

    // Free training: each update's backward pass gives the gradient that moves the points too.
    private IReadOnlyList<Term> Replay(long t, double radius, Tensor clean, TorchTensor labels, Tensor carried)
    {
        var ball = new Ball(Robust.Norm, radius);
        var x = new TorchTensor(clean);
        var points = RobustTrainingModule.Carried(ball, new TorchTensor(carried), x);
        IReadOnlyList<Term>? first = null;
        for (var replay = 1; replay <= Robust.Replays; replay++)
        {
            var leaf = points.Value.detach().requires_grad_(true);
            var terms = Update(t, (t - 1) * Robust.Replays + replay, clean, leaf, labels);
            first ??= terms;
            points = RobustTrainingModule.Replay(Robust, ball, x, points, new(leaf.grad!));
        }
        carried.copy_(RobustTrainingModule.Perturbation(x, points).Value);
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
        _classifier.Update(count, _options.Update.Rate(_options.TotalSteps, t));
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
