using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>How a classifier learns from a batch, with the state that this has beyond the classifier's own.</summary>
internal interface IClassifierStep : IDisposable
{
    /// <summary>Networks that learn beside the classifier.</summary>
    IEnumerable<Network> Others { get; }

    /// <summary>Files of a checkpoint.</summary>
    IEnumerable<StateFile> State();

    /// <summary>Takes the state from a checkpoint's folder.</summary>
    void Load(string folder);

    /// <summary>Makes step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="clean">Images in [0, 1], on the device.</param>
    /// <param name="labels">One-hot classes.</param>
    /// <returns>Losses and accuracies before the (first) update.</returns>
    IReadOnlyList<Term> Play(long t, Tensor clean, TorchTensor labels);
}
