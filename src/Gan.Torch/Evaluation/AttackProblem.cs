using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Examples of a test set as the core's problem: any class but the true one, within the plan's budget.</summary>
internal static class AttackProblem
{
    /// <summary>Gathers the examples on the device; the caller's dispose scope ends the tensors.</summary>
    public static Problem<TorchTensor> Create(IClassifier<TorchTensor> classifier, EvaluationPlan plan, TestSet data, int[] examples,
        Device device)
    {
        var images = new TorchTensor(Images(data, examples, device));
        var classes = tensor(Array.ConvertAll(examples, i => (long)data.Labels[i]), ScalarType.Int64);
        var labels = new TorchTensor(nn.functional.one_hot(classes, plan.Classes).to(ScalarType.Float32).to(device));
        return new Problem<TorchTensor>(classifier, plan.Ball, Criterion.Untargeted, images, labels, labels,
            ListModule.OfSeq(Axes(data.Images.shape[1..])), Array.ConvertAll(examples, i => (long)i), plan.Seed, 0);
    }

    // Attacks that change squares see every sample as channels, rows and columns: a vector is one row, a sequence of vectors a row of
    // several channels, and axes before the last two are channels.
    private static int[] Axes(long[] shape) => shape switch
    {
        [var length] => [1, 1, (int)length],
        [var channels, var length] => [(int)channels, 1, (int)length],
        [.. var channels, var height, var width] => [(int)channels.Aggregate(1L, (a, b) => a * b), (int)height, (int)width],
        [] => throw new InvalidRequestException("A sample has to have an axis."),
    };

    /// <summary>The examples' images on the device.</summary>
    public static Tensor Images(TestSet data, int[] examples, Device device) =>
        data.Images.index_select(0, tensor(Array.ConvertAll(examples, i => (long)i), ScalarType.Int64)).to(device);
}
