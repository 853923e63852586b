using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Changes images without looking at the classifier.</summary>
internal interface IPerturbation
{
    /// <summary>Its name in a report.</summary>
    string Name { get; }

    /// <summary>Images, on the CPU, as it changes them.</summary>
    Tensor Perturb(Tensor images);
}
