using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Math.Turns;
using Gan.Torch.Evaluation;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// Losses and gradients of a classifier, in the discriminator's place, and of the attacker that learns to fool it, in the
/// generator's. The losses and the attacker's steps are the core's.
/// </summary>
internal sealed class LearnedAttackGame(ClassifierOptions options, Network classifier, Network attacker, Device device)
    : TwoPlayerGame<(Tensor Clean, TorchTensor Labels)>(Simultaneous.Turn, new(classifier, options.Update),
        new(attacker, options.Attacker!.Value.Update), options.TotalSteps)
{
    private readonly RobustTraining _robust = options.Robust;
    private readonly ClassifierLoss _loss = new(options.Robust.Loss, classifier);

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfDiscriminator(long draw) => OfClassifier(Attack(draw, learns: false).Points);

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfGenerator(long draw) => [new(Measure.AttackerLoss, Attack(draw, learns: true).Loss)];

    // The points that the attacker learns from are those that the classifier learns from: one attack for both.
    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfBoth(long draw)
    {
        var (points, loss) = Attack(draw, learns: true);
        return [.. OfClassifier(points), new(Measure.AttackerLoss, loss)];
    }

    private IReadOnlyList<Term> OfClassifier(Tensor points)
    {
        var (loss, measured) = _loss.Evaluate(Batch.Clean, points, Batch.Labels);
        classifier.Backward(loss);
        var values = FiniteTerms.Require(Step, classifier, loss, [.. measured.Select(entry => entry.Share)]);
        return [new(Measure.ClassifierLoss, values[0]), .. measured.Zip(values[1..], (entry, value) => new Term(entry.Measure, value))];
    }

    // Steps in the attacker's directions; its gradient adds up over them, each step's by itself, from the classifier's that the
    // next step sees anyway, and one more at the end.
    private (Tensor Points, double Loss) Attack(long draw, bool learns)
    {
        using var scope = NewDisposeScope();
        using var frozen = classifier.Attacked();
        attacker.Parameters.Gradients.zero_();
        var ball = new Ball(_robust.Norm, RobustTrainingModule.Radius(_robust, options.TotalSteps, Step));
        var clean = new TorchTensor(Batch.Clean);
        var losses = new List<Tensor>();
        var point = RobustTrainingModule.Start(_robust, TrainingProblem.Of(frozen, ball, Batch.Clean, Batch.Labels, options.Seed,
            draw)).Value;
        var gradient = Slope(frozen, Batch.Labels, point).Gradient;
        for (var step = 1; step <= _robust.Steps; step++)
        {
            var next = Move(ball, clean, point, gradient, (draw - 1) * _robust.Steps + step, learns);
            point = next.detach();
            if (!learns && step == _robust.Steps)
                break;
            (var logits, gradient) = Slope(frozen, Batch.Labels, point);
            if (!learns)
                continue;
            losses.Add(LearnedAttack.Loss(Batch.Labels, logits).Value.mean());
            next.backward([LearnedAttack.Slope(_robust.Steps, (int)point.shape[0], gradient).Value]);
        }
        var loss = learns ? FiniteTerms.Require(Step, attacker, stack(losses).mean())[0] : 0;
        return (point.MoveToOuterDisposeScope(), loss);
    }

    private Tensor Move(Ball ball, TorchTensor clean, Tensor point, TorchTensor gradient, long draw, bool learns)
    {
        using var gradients = learns ? enable_grad() : no_grad();
        var noise = Draws.Normal(options.Seed, "noise of the attacker", draw, point.shape, device);
        var direction = attacker.Forward(cat([point, LearnedAttack.Seen(gradient).Value, noise], 1));
        return LearnedAttack.Move(ball, _robust.StepSize * ball.Radius, clean, new(point), new(direction)).Value;
    }

    private static (TorchTensor Logits, TorchTensor Gradient) Slope(AttackedClassifier frozen, TorchTensor labels, Tensor point)
    {
        var (logits, slopes) = frozen.Slopes(Objective.CrossEntropy, labels, [labels], new TorchTensor(point));
        return (logits, slopes[0].Item2);
    }
}
