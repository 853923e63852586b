using Gan.Host.Data.Digits;
using Gan.Math;

namespace Gan.Host.Data;

/// <summary>The embedded data set: 28x28 digits that the program draws itself, balanced over ten classes.</summary>
internal static class ProceduralDigits
{
    /// <summary>
    /// The training split. The digits do not depend on the experiment's seed, as those of a data set on disk would not:
    /// the seed only shuffles them.
    /// </summary>
    public static ImageData Train(int count, ulong shuffleSeed) => Draw("digits train", count, shuffleSeed);

    /// <summary>The test split: other digits than the training split's.</summary>
    public static ImageData Test(int count) => Draw("digits test", count, shuffleSeed: 0);

    private static ImageData Draw(string split, int count, ulong shuffleSeed)
    {
        const int size = DigitRenderer.Side * DigitRenderer.Side;
        var key = Seeds.Derive(0, split, 0);
        var pixels = new byte[checked(count * size)];
        var labels = new byte[count];
        Parallel.For(0, count, index =>
        {
            DigitRenderer.Render(key, index, pixels.AsSpan(index * size, size));
            labels[index] = (byte)DigitRenderer.Label(index);
        });
        return new ImageData(pixels, labels, channels: 1, DigitRenderer.Side, DigitRenderer.Side, shuffleSeed);
    }
}
