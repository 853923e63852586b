using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Attacks classifiers that the caller brings.</summary>
public static class Robustness
{
    /// <summary>
    /// Attacks a classifier within a budget and says what withstands. The module is put into evaluation mode and its parameters are
    /// frozen meanwhile; both are restored. It is computed where its parameters are, in their precision.
    /// </summary>
    /// <param name="classifier">
    /// Samples [N, ...] to logits [N, K], K at least 2; or to one logit a sample, [N] or [N, 1], above 0 for class 1 of two. With
    /// fewer than
    /// four classes, attacks on the targeted difference of logits ratio take the plain margin of logits in its place, as that ratio
    /// needs four; with two, the untargeted one too.
    /// </param>
    /// <param name="samples">[N, ...], floating point, each element in [0, 1].</param>
    /// <param name="labels">True classes [N], whole numbers from 0 to K - 1.</param>
    /// <param name="options">Attacks and budget.</param>
    /// <param name="progress">Is told after every batch how far it is.</param>
    /// <param name="stop">Looked at between batches.</param>
    /// <returns>Accuracies with intervals, the adversarial samples, and signs that the result cannot be trusted.</returns>
    /// <exception cref="InvalidRequestException">
    /// Samples, labels, options or what the classifier does with them do not fit: each with one sentence that says which.
    /// </exception>
    /// <exception cref="DivergedException">The classifier's outputs are not finite.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RobustnessReport Evaluate(nn.Module<Tensor, Tensor> classifier, Tensor samples, Tensor labels, RobustnessOptions options,
        IProgress<RobustnessProgress>? progress = null, CancellationToken stop = default)
    {
        RobustnessRequest.Require(samples, labels);
        var ensemble = RobustnessRequest.Require(options, samples);
        using var data = RobustnessRequest.TestSet(samples, labels);
        using var subject = new BroughtClassifier(classifier, data.Images, options.AcceptProbabilities);
        RobustnessRequest.Require(data.Labels, subject.Classes);
        using var attacked = new AttackedClassifier(subject);
        var plan = new EvaluationPlan(new Ball(options.Norm, options.Radius), options.Attacks ?? [.. ensemble.Attacks(options.Norm)],
            subject.Classes, options.Seed, options.BatchSize, options.Workers);
        var state = new EvaluationState(data.Count, plan.Attacks.Count);
        IClassifier<TorchTensor> guide = ensemble.Draws == 1 ? attacked : Eot.Average(ensemble.Draws, attacked);
        var estimate = new EvaluationEstimate(plan, state, TimeProvider.System);
        var pulse = new Pulse(TimeProvider.System, () => progress?.Report(estimate.Now()));
        new RobustnessEvaluation(plan, guide, data, subject.Device, TimeProvider.System, pulse.Beat).Continue(state, () =>
        {
            if (state.Next.Attack < plan.Attacks.Count)
                pulse.Now();
        }, stop);
        stop.ThrowIfCancellationRequested();
        return RobustnessReport.Of(plan, state, data, new WatchedClassifier(attacked, pulse.Beat), subject.Device);
    }
}
