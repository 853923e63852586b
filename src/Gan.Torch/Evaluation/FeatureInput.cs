using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>The images that an extractor takes.</summary>
/// <param name="Side">Height and width; null for the images' own.</param>
/// <param name="Channels">1 or 3; null for the images' own.</param>
internal sealed record FeatureInput(int? Side, int? Channels)
{
    /// <summary>Brings images [N, C, H, W] to it.</summary>
    /// <exception cref="ModelFileException">Colour images would have to become grey.</exception>
    public Tensor Of(Tensor images)
    {
        if (Channels < images.shape[1])
            throw new InvalidRequestException($"--features-channels = {Channels}: must be at least the {images.shape[1]} of the images: "
                + $"colours are not dropped.");
        var sized = Side is { } side && (images.shape[2] != side || images.shape[3] != side)
            ? nn.functional.interpolate(images, [side, side], mode: InterpolationMode.Bilinear, align_corners: false) : images;
        return Channels > images.shape[1] ? sized.repeat(1, Channels.Value, 1, 1) : sized;
    }
}
