using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Math.Robust;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>The adversarial points of a batch, from the network as it is: the attack in the loop of robust training.</summary>
/// <param name="training">The attack.</param>
/// <param name="network">The network, which is attacked in evaluation mode with its parameters frozen.</param>
/// <param name="total">Steps of the run.</param>
/// <param name="seed">Of the random starts.</param>
internal sealed class AdversarialBatch(RobustTraining training, FlatModule network, long total, ulong seed)
{
    /// <summary>Moves a batch, on the network's device.</summary>
    /// <param name="t">The step, counted from 1: with it the draws change and the radius grows.</param>
    /// <param name="clean">Clean points, in [0, 1].</param>
    /// <param name="labels">One-hot classes.</param>
    public Tensor Points(long t, Tensor clean, TorchTensor labels)
    {
        using var scope = NewDisposeScope();
        using var classifier = network.Attacked();
        var radius = RobustTrainings.Radius(training, total, t);
        var target = RobustLosses.AttacksPredictions(training.Loss) ? RobustLosses.AttackLabels(training.Loss, labels, classifier.Logits(new TorchTensor(clean))) : labels;
        var count = clean.shape[0];
        var problem = new Problem<TorchTensor>(classifier, new Ball(training.Norm, radius), Criterion.Untargeted, new TorchTensor(clean), target, target,
            ListModule.OfSeq(clean.shape[1..].Select(length => (int)length)), [.. Enumerable.Range(0, (int)count).Select(n => (t - 1) * count + n)], seed, 0);
        return RobustTrainings.Attack(training, problem).Value.MoveToOuterDisposeScope();
    }
}
