using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The task of the attack in the training loop with one batch.</summary>
internal static class TrainingProblem
{
    /// <summary>An untargeted attack; its draws follow from the seed, the step and the place in the batch.</summary>
    /// <param name="classifier">What is attacked.</param>
    /// <param name="ball">The budget of the step.</param>
    /// <param name="clean">Clean points.</param>
    /// <param name="labels">The classes whose cross-entropy is raised.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="t">The step, counted from 1.</param>
    public static Problem<TorchTensor> Of(IClassifier<TorchTensor> classifier, Ball ball, Tensor clean, TorchTensor labels, ulong seed,
        long t)
    {
        var count = clean.shape[0];
        return new Problem<TorchTensor>(classifier, ball, Criterion.Untargeted, new TorchTensor(clean), labels, labels,
            ListModule.OfSeq(clean.shape[1..].Select(length => (int)length)),
                [.. Enumerable.Range(0, (int)count).Select(n => (t - 1) * count + n)], seed, 0);
    }
}
