using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Samples of a GAN, on the CPU, by seed and number.</summary>
/// <param name="model">Whose they are.</param>
/// <param name="latentSize">Numbers of z.</param>
/// <param name="device">Where it computes.</param>
internal sealed class GanSamples(GanModel model, int latentSize, Device device)
{
    private const string GridPurpose = "grid";
    private const int PartSize = 1000;

    /// <summary>
    /// The first samples of a seed, on the CPU; the same number of the same seed is the same sample. Where samples have
    /// classes, sample n is of class n mod K, unless one is asked for.
    /// </summary>
    /// <exception cref="GanError">A class is asked for where there are none.</exception>
    public Tensor Draw(ulong seed, int count, int? wanted = null)
    {
        using var scope = NewDisposeScope();
        return cat([.. Parts(seed, count, wanted)]).MoveToOuterDisposeScope();
    }

    /// <summary>Samples on the ways from one latent of a seed to another, as many rows as ways; a row is of one class, the rows
    /// of one after the other.</summary>
    /// <exception cref="GanError">A class is asked for where there are none.</exception>
    public Tensor Interpolate(ulong seed, int rows, int columns, int? wanted = null)
    {
        RequireClass(wanted);
        using var scope = NewDisposeScope();
        // Whole rows, as many as a part has samples for.
        return cat([.. Enumerable.Range(0, rows).Chunk(int.Max(PartSize / columns, 1)).Select(part => Ways(seed, part, columns, wanted))])
            .MoveToOuterDisposeScope();
    }

    private Tensor Ways(ulong seed, int[] rows, int columns, int? wanted)
    {
        using var scope = NewDisposeScope();
        var ends = model.Latents.DrawTruncated(seed, GridPurpose, 0, 2 * rows.Length, from: 2 * rows[0]).cpu().Elements().ToArray()
            .Select(value => (double)value).Chunk(latentSize).ToArray();
        var places = Enumerable.Range(0, rows.Length * columns)
            .Select(n => (Row: n / columns, Mu: columns == 1 ? 0 : (double)(n % columns) / (columns - 1))).ToArray();
        float[] latents = [.. places.SelectMany(place => Gan.Math.Latents.Interpolate(place.Mu, ends[2 * place.Row],
            ends[2 * place.Row + 1])).Select(value => (float)value)];
        return Make(tensor(latents).view(places.Length, latentSize).to(device),
            places.Select(place => wanted ?? (long)rows[place.Row])).MoveToOuterDisposeScope();
    }

    /// <summary>Samples made in parts: the hidden layers of all samples at once could be larger than the memory.</summary>
    public IEnumerable<Tensor> Parts(ulong seed, int count, int? wanted = null)
    {
        RequireClass(wanted);
        return Enumerable.Range(0, (count + PartSize - 1) / PartSize)
            .Select(i => Part(seed, i * PartSize, int.Min(PartSize, count - i * PartSize), wanted));
    }

    private void RequireClass(int? wanted)
    {
        if (wanted is not null && !model.KnowsClasses)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be left out: the run's generator knows no classes.");
        if (wanted >= model.Classes)
            throw new GanError(ExitCode.Usage, $"--class = {wanted}: must be at most {model.Classes - 1}: "
                + $"the run's generator knows {model.Classes} classes.");
    }

    /// <summary>Refuses a generator of samples of another shape.</summary>
    /// <param name="shape">What a sample has to be.</param>
    /// <param name="asked">Who asked for the generator, and for which: a setting and its value.</param>
    /// <exception cref="GanError">They are of another.</exception>
    public void RequireShape(long[] shape, string asked)
    {
        using var sample = Part(0, 0, 1, null);
        if (!sample.shape[1..].SequenceEqual(shape))
            throw new GanError(ExitCode.Usage, $"{asked}: makes samples of [{string.Join(", ", sample.shape[1..])}] where "
                + $"[{string.Join(", ", shape)}] are wanted.");
    }

    /// <summary>Refuses more samples than one tensor of a file holds.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="asked">Who asked for so many: an option and its value.</param>
    /// <exception cref="GanError">They are more.</exception>
    public void RequireRoom(int count, string asked)
    {
        using var sample = Part(0, 0, 1, null);
        var most = Array.MaxLength / (sample.numel() * sizeof(float));
        if (count > most)
            throw new GanError(ExitCode.Usage, $"{asked}: must be fewer: a file holds at most {most} samples of "
                + $"[{string.Join(", ", sample.shape[1..])}].");
    }

    private Tensor Part(ulong seed, int first, int size, int? wanted)
    {
        using var scope = NewDisposeScope();
        var latents = model.Latents.DrawTruncated(seed, GridPurpose, 0, size, from: first);
        return Make(latents, Enumerable.Range(first, size).Select(n => (long)(wanted ?? n))).MoveToOuterDisposeScope();
    }

    private Tensor Make(Tensor latents, IEnumerable<long> labels)
    {
        if (model.Source == model.Average)
            model.Average.Settle();
        return model.Source.Evaluate(latents, OneHot(labels)).cpu().contiguous();
    }

    /// <summary>The classes of labels that are counted round: label n is class n mod K; null where samples have none.</summary>
    public Tensor? OneHot(IEnumerable<long> labels) =>
        !model.KnowsClasses ? null : ClassifierArchitectures.OneHot(
            tensor([.. labels.Select(label => label % model.Classes)], ScalarType.Int64), model.Classes, device);
}
