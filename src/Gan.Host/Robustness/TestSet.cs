using Gan.Host.Data;
using Gan.Host.Models;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>The first labelled images of a test split, in file order.</summary>
/// <param name="Images">[N, C, H, W] in [0, 1].</param>
/// <param name="Labels">N classes.</param>
internal sealed record TestSet(Tensor Images, int[] Labels) : IDisposable
{
    /// <summary>The data sets that have a test split.</summary>
    public static IReadOnlyList<string> Names { get; } = ["digits", "mnist"];

    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Reads the first images.</summary>
    /// <exception cref="GanError">The data cannot be read, or holds fewer.</exception>
    public static TestSet Read(string name, string root, int count)
    {
        var data = name == "mnist" ? Mnist.Test(root) : ProceduralDigits.Test(count);
        if (data.Count < count)
            throw new GanError(ExitCode.Usage, $"--count = {count}: must be at most {data.Count}, the images of {name}'s test split.");
        var images = empty([count, .. data.SampleShape], ScalarType.Float32).DetachFromDisposeScope();
        var pixels = Tensors.TensorMemory.Elements(images);
        var size = pixels.Length / count;
        for (var i = 0; i < count; i++)
            Pixels.ToUnitInterval(data.Image(i), pixels.Slice(i * size, size));
        return new TestSet(images, [.. data.Labels[..count].ToArray().Select(label => (int)label)]);
    }

    /// <summary>Refuses images that a network does not take.</summary>
    public void RequireShape(string data, string architecture)
    {
        var (found, wanted) = (Images.shape[1..], Classifiers.ImageShape(architecture));
        if (!found.SequenceEqual(wanted))
            throw new GanError(ExitCode.Usage,
                $"--data = {data}: holds images of [{string.Join(", ", found)}]; {architecture} takes [{string.Join(", ", wanted)}].");
    }

    /// <inheritdoc/>
    public void Dispose() => Images.Dispose();
}
