using Gan.Math;
using Gan.Torch.Modalities.Digits;

namespace Gan.Torch.Modalities;

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

/// <summary>The digits that the program draws itself, of 28x28 grey pixels.</summary>
public sealed class DigitsData : ImageDataSet
{
    /// <inheritdoc/>
    public override string Name => "digits";

    /// <inheritdoc/>
    public override string Source => "this library";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [1, 28, 28];

    /// <inheritdoc/>
    public override int Classes => 10;

    /// <inheritdoc/>
    public override bool IsDrawn => true;

    /// <inheritdoc/>
    public override ImageSource TrainingImages(string root, int count, ulong seed) => ProceduralDigits.Train(count, seed);

    /// <inheritdoc/>
    public override ImageSource TestImages(string root, int count) => ProceduralDigits.Test(count);
}
