using Gan.Experiments;
using Gan.Torch.Modalities;
using Gan.Torch.Tensors;

namespace Gan.Host.Loop;

/// <summary>The samples of a trained generator as a data set, labelled with the classes that were asked for.</summary>
internal static class GeneratedImages
{
    /// <summary>Makes them.</summary>
    /// <param name="run">Run directory of a GAN that knows classes.</param>
    /// <param name="generated">How many.</param>
    /// <param name="shape">What a sample has to be.</param>
    /// <param name="classes">How many classes it has to have.</param>
    /// <param name="seed">Of the samples and their order.</param>
    /// <exception cref="GanError">The run's samples have no classes, or another shape.</exception>
    public static ImageData Make(string run, GeneratedData generated, long[] shape, int classes, ulong seed)
    {
        var (model, _) = TrainedRun.Gan(run);
        using (model)
        {
            if (!model.KnowsClasses)
                throw new GanError(ExitCode.Usage, $"Generated:Run = {generated.Run}: must be the run of a GAN whose generator knows "
                    + $"classes (Model:Conditioning).");
            if (model.Classes != classes)
                throw new GanError(ExitCode.Usage, $"Generated:Run = {generated.Run}: must be the run of a GAN of {classes} classes, "
                    + $"and has {model.Classes}.");
            model.Samples.RequireShape(shape, $"Generated:Run = {generated.Run}");
            var pixels = new List<byte>();
            foreach (var part in model.Samples.Parts(seed, generated.Count))
                using (part)
                    foreach (var value in part.Elements())
                        pixels.Add(Pixels.ToByte(value));
            byte[] labels = [.. Enumerable.Range(0, generated.Count).Select(n => (byte)(n % model.Classes))];
            return new ImageData([.. pixels], labels, (int)shape[0], (int)shape[1], (int)shape[2], seed);
        }
    }
}
