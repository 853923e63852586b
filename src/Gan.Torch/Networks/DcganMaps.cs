using System.Numerics;

namespace Gan.Torch.Networks;

/// <summary>The feature maps of DCGAN: each layer halves or doubles their side, and has twice or half as many channels.</summary>
/// <param name="Side">Height and width of the images: 28, 32 or 64.</param>
/// <param name="Width">Channels at half that side.</param>
internal readonly record struct DcganMaps(int Side, int Width)
{
    /// <summary>Side of the smallest maps.</summary>
    public int Smallest => Side % 8 == 0 ? 4 : 7;

    /// <summary>Layers between those and the images.</summary>
    public int Layers => BitOperations.Log2((uint)(Side / Smallest));

    /// <summary>Channels so many layers away from the images, 1 or more.</summary>
    public int ChannelsAt(int layer) => Width << (layer - 1);

    /// <summary>Numbers in the smallest maps of an image.</summary>
    public int Units => ChannelsAt(Layers) * Smallest * Smallest;

    /// <summary>Channels of the maps at which self-attention comes.</summary>
    public int AttendedChannels
    {
        get
        {
            var side = Side;
            return ChannelsAt(Enumerable.Range(1, Layers).Single(layer => SelfAttention.IsAt(side >> layer)));
        }
    }
}
