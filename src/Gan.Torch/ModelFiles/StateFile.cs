using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>The tensors of one file of a checkpoint.</summary>
/// <param name="FileName">Such as generator.safetensors.</param>
/// <param name="Tensors">Names and values, in the order of writing.</param>
internal sealed record StateFile(string FileName, IReadOnlyList<(string Name, Tensor Value)> Tensors);
