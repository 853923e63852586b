using Gan.Math.CSharp;
using Gan.Math.Losses;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>Random changes of images, differentiable, each image its own. The formulas are the core's; every draw follows from
/// the seed, a purpose and a number.</summary>
internal sealed class ImageAugmentation(IReadOnlyCollection<Augmentation> kinds, ulong seed, Device device)
{
    /// <summary>images [N, C, S, S] in [0, 1], changed.</summary>
    public Tensor Apply(Tensor images, string purpose, long draw)
    {
        foreach (var kind in kinds)
        {
            Tensor Uniform(string what, Device place) => Draws.Uniform(seed, $"{what} of {purpose}", draw, [images.shape[0]], place);
            images = kind.IsColour ? Recoloured(images, what => new(Uniform(what, device)))
                : kind.IsTranslation ? Shifted(images, Uniform("shift down", CPU), Uniform("shift right", CPU))
                : kind.IsCutout ? Cut(images, Uniform("cut below", CPU), Uniform("cut right", CPU))
                : throw new NotSupportedException($"There is no augmentation {kind}.");
        }
        return images;
    }

    private static Tensor Recoloured(Tensor images, Func<string, TorchTensor> uniform)
    {
        var bright = AugmentationModule.Brighten(uniform("brightness"), new TorchTensor(images)).Value;
        var planes = Enumerable.Range(0, (int)bright.shape[1]).Select(channel => new TorchTensor(bright.select(1, channel)));
        var saturated = stack([.. Augmentations.Saturate(uniform("saturation"), planes).Select(plane => plane.Value)], 1);
        return AugmentationModule.Contrast((int)saturated[0].numel(), uniform("contrast"), new TorchTensor(saturated)).Value;
    }

    private Tensor Shifted(Tensor images, Tensor down, Tensor right)
    {
        var (count, side) = ((int)images.shape[0], (int)images.shape[2]);
        var reach = AugmentationModule.Reach(side);
        var padded = nn.functional.pad(images, [reach, reach, reach, reach], value: AugmentationModule.Fill);
        Tensor Places(Tensor draws) => tensor([.. draws.Elements().ToArray().SelectMany(u =>
        {
            var first = reach - AugmentationModule.Translation(side, u);
            return Enumerable.Range(first, side).Select(place => (long)place);
        })], ScalarType.Int64).view(count, side).to(device);
        var rows = Places(down).view(count, 1, side, 1).expand(-1, images.shape[1], -1, padded.shape[3]);
        var columns = Places(right).view(count, 1, 1, side).expand(-1, images.shape[1], side, -1);
        return padded.gather(2, rows).gather(3, columns);
    }

    private Tensor Cut(Tensor images, Tensor down, Tensor right)
    {
        var (count, side) = ((int)images.shape[0], (int)images.shape[2]);
        var kept = ones(count, 1, side, side);
        for (var n = 0; n < count; n++)
        {
            var ((top, bottom), (left, end)) = (AugmentationModule.Cutout(side, down.Elements()[n]),
                AugmentationModule.Cutout(side, right.Elements()[n]));
            kept[n, 0].narrow(0, top, bottom - top).narrow(1, left, end - left).zero_();
        }
        return AugmentationModule.Cut(new TorchTensor(kept.to(device)), new(images)).Value;
    }
}
