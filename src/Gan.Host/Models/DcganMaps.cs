using System.Numerics;

namespace Gan.Host.Models;

/// <summary>The feature maps of DCGAN: each layer halves or doubles their side, and has twice or half as many channels.</summary>
/// <param name="Side">Height and width of the images: 28, 32 or 64.</param>
/// <param name="Width">Channels at half that side.</param>
internal readonly record struct DcganMaps(int Side, int Width)
{
    /// <summary>Side of the smallest maps.</summary>
    public int Smallest => Side % 8 == 0 ? 4 : 7;

    /// <summary>Layers between those and the images.</summary>
    public int Layers => BitOperations.Log2((uint)(Side / Smallest));

    /// <summary>Side of the maps so many layers away from the images.</summary>
    public int SideAt(int layer) => Side >> layer;

    /// <summary>Channels so many layers away from the images, 1 or more.</summary>
    public int ChannelsAt(int layer) => Width << (layer - 1);

    /// <summary>Numbers in the smallest maps of an image.</summary>
    public int Units => ChannelsAt(Layers) * Smallest * Smallest;

    /// <summary>Channels of the maps at which self-attention comes.</summary>
    public int AttendedChannels
    {
        get
        {
            for (var layer = 1; layer <= Layers; layer++)
                if (Attend(SideAt(layer)))
                    return ChannelsAt(layer);
            throw new InvalidOperationException($"Images of {Side}x{Side} have no such maps.");
        }
    }

    /// <summary>Whether self-attention comes at maps of a side: those in the middle, as the article has it for larger images.</summary>
    public static bool Attend(int side) => side is 14 or 16;
}
