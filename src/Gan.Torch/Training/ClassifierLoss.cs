using Gan.Math.Attacks;
using Gan.Math.Losses;
using Gan.Math.Robust;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The mean loss of a classifier on clean and adversarial points, with what it gets right of them.</summary>
internal sealed class ClassifierLoss(IRobustLoss loss, FlatModule classifier)
{
    /// <summary>A forward pass for each kind of points that the loss looks at.</summary>
    /// <param name="clean">Clean points.</param>
    /// <param name="adversarial">Adversarial points; null for a loss that needs none.</param>
    /// <param name="labels">One-hot classes.</param>
    public (Tensor Loss, IReadOnlyList<(Measure Measure, Tensor Share)> Measured) Evaluate(Tensor clean, Tensor? adversarial,
        TorchTensor labels)
    {
        List<(Measure, Tensor)> measured = [];
        TorchTensor Logits(Tensor points, Measure measure)
        {
            var logits = new TorchTensor(classifier.Forward(points));
            measured.Add((measure, TorchTensor.Mean(Classification.Correct(labels, logits)).Value));
            return logits;
        }
        TorchTensor? cleanLogits = loss.UsesClean ? Logits(clean, Measure.BatchAccuracy) : null;
        TorchTensor? attackedLogits = adversarial is null ? null : Logits(adversarial, Measure.AdversarialAccuracy);
        // What the loss does not look at is stood in for by the other.
        var (z, attacked) = (cleanLogits ?? attackedLogits!.Value, attackedLogits ?? cleanLogits!.Value);
        return (TorchTensor.Mean(loss.Value(labels, ObjectiveModule.Rival(labels, attacked), z, attacked)).Value, measured);
    }
}
