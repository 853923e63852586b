using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>Real samples of one update, on the device.</summary>
/// <param name="Values">[N, ...].</param>
/// <param name="Classes">One-hot [N, K]; null for players that do not know them.</param>
internal readonly record struct LabelledSamples(Tensor Values, Tensor? Classes = null);
