using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Examples of a test set as the core's problem: any class but the true one, within the plan's budget.</summary>
internal static class AttackProblem
{
    /// <summary>Gathers the examples on the device; the caller's dispose scope ends the tensors.</summary>
    public static Problem<TorchTensor> Create(IClassifier<TorchTensor> classifier, EvaluationPlan plan, TestSet data, int[] examples, Device device)
    {
        var images = new TorchTensor(Images(data, examples, device));
        var classes = tensor(Array.ConvertAll(examples, i => (long)data.Labels[i]), ScalarType.Int64);
        var labels = new TorchTensor(nn.functional.one_hot(classes, plan.Classes).to(ScalarType.Float32).to(device));
        return new Problem<TorchTensor>(classifier, plan.Ball, Criterion.Untargeted, images, labels, labels,
            ListModule.OfSeq(data.Images.shape[1..].Select(length => (int)length)), Array.ConvertAll(examples, i => (long)i), plan.Seed, 0);
    }

    /// <summary>The examples' images on the device.</summary>
    public static Tensor Images(TestSet data, int[] examples, Device device) =>
        data.Images.index_select(0, tensor(Array.ConvertAll(examples, i => (long)i), ScalarType.Int64)).to(device);
}
