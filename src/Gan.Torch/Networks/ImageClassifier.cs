using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>A network from images to logits, whose last layer sees features of them.</summary>
public abstract class ImageClassifier() : nn.Module<Tensor, Tensor>("classifier")
{
    /// <summary>images [N, C, H, W] to what the last layer sees of them, [N, D].</summary>
    public abstract Tensor Features(Tensor images);

    /// <summary>The last layer: features [N, D] to logits [N, K].</summary>
    public abstract Tensor Logits(Tensor features);

    /// <summary>images [N, C, H, W] to logits [N, K].</summary>
    public override Tensor forward(Tensor images) => Logits(Features(images));
}
