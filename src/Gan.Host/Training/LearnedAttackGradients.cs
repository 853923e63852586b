using Gan.Host.Models;
using Gan.Host.Robustness;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Robust;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// Losses and gradients of a classifier, in the discriminator's place, and of the attacker that learns to fool it, in the
/// generator's. The losses and the attacker's steps are the core's.
/// </summary>
internal sealed class LearnedAttackGradients(Experiment experiment, long total, Network classifier, Network attacker, Device device)
    : IPlayerGradients<(Tensor Clean, TorchTensor Labels)>
{
    private readonly RobustTraining _robust = experiment.Classifier().Robust;
    private readonly ClassifierLoss _loss = new(experiment.Classifier().Robust.Loss, classifier);

    /// <inheritdoc/>
    public StepTerms OfDiscriminator(long t, long draw, (Tensor Clean, TorchTensor Labels) batch) => OfClassifier(t, batch, Attack(t, draw, batch, learns: false).Points);

    /// <inheritdoc/>
    public double OfGenerator(long t, long draw, (Tensor Clean, TorchTensor Labels) batch) => Attack(t, draw, batch, learns: true).Loss;

    // The points that the attacker learns from are those that the classifier learns from: one attack for both.
    /// <inheritdoc/>
    public StepTerms OfEach(long t, long draw, (Tensor Clean, TorchTensor Labels) batch)
    {
        var (points, loss) = Attack(t, draw, batch, learns: true);
        return OfClassifier(t, batch, points) with { GeneratorLoss = loss };
    }

    private StepTerms OfClassifier(long t, (Tensor Clean, TorchTensor Labels) batch, Tensor points)
    {
        var (loss, measured) = _loss.Evaluate(batch.Clean, points, batch.Labels);
        classifier.Backward(loss);
        var values = FiniteTerms.Require(t, classifier, loss, [.. measured.Select(entry => entry.Share)]);
        double Share(Measure measure) => measured.Select(entry => entry.Measure).ToList().IndexOf(measure) is >= 0 and var i ? values[i + 1] : double.NaN;
        return new StepTerms(values[0], 0, Share(Measure.BatchAccuracy), Share(Measure.AdversarialAccuracy));
    }

    // Steps in the attacker's directions; its gradient adds up over them, each step's by itself, from the classifier's that the
    // next step sees anyway, and one more at the end.
    private (Tensor Points, double Loss) Attack(long t, long draw, (Tensor Clean, TorchTensor Labels) batch, bool learns)
    {
        using var scope = NewDisposeScope();
        using var frozen = classifier.Attacked();
        attacker.Parameters.Gradients.zero_();
        var ball = new Ball(_robust.Norm, RobustTrainings.Radius(_robust, total, t));
        var clean = new TorchTensor(batch.Clean);
        var losses = new List<Tensor>();
        var point = RobustTrainings.Start(_robust, TrainingProblem.Of(frozen, ball, batch.Clean, batch.Labels, experiment.Seed, draw)).Value;
        var gradient = Slope(frozen, batch.Labels, point).Gradient;
        for (var step = 1; step <= _robust.Steps; step++)
        {
            var next = Move(ball, clean, point, gradient, (draw - 1) * _robust.Steps + step, learns);
            point = next.detach();
            if (!learns && step == _robust.Steps)
                break;
            (var logits, gradient) = Slope(frozen, batch.Labels, point);
            if (!learns)
                continue;
            losses.Add(LearnedAttacks.Loss(batch.Labels, logits).Value.mean());
            next.backward([LearnedAttacks.Slope(_robust.Steps, (int)point.shape[0], gradient).Value]);
        }
        var loss = learns ? FiniteTerms.Require(t, attacker, stack(losses).mean())[0] : 0;
        return (point.MoveToOuterDisposeScope(), loss);
    }

    private Tensor Move(Ball ball, TorchTensor clean, Tensor point, TorchTensor gradient, long draw, bool learns)
    {
        using var gradients = learns ? enable_grad() : no_grad();
        var noise = Draws.Normal(experiment.Seed, "noise of the attacker", draw, point.shape, device);
        var direction = attacker.Forward(cat([point, LearnedAttacks.Seen(gradient).Value, noise], 1));
        return LearnedAttacks.Move(ball, _robust.StepSize * ball.Radius, clean, new(point), new(direction)).Value;
    }

    private static (TorchTensor Logits, TorchTensor Gradient) Slope(AttackedClassifier frozen, TorchTensor labels, Tensor point)
    {
        var (logits, slopes) = frozen.Slopes(Objective.CrossEntropy, labels, [labels], new TorchTensor(point));
        return (logits, slopes[0].Item2);
    }
}
