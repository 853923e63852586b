using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.Host.Quality;

/// <summary>Samples of images to be judged.</summary>
/// <param name="Name">Where they come from.</param>
/// <param name="Step">Steps that their generator was trained for; null if that is not known.</param>
/// <param name="Experiment">Its experiment, or one of the same data.</param>
/// <param name="HaveClasses">Whether sample n was asked to be of class n mod K.</param>
/// <param name="Take">The first ones, [N, C, H, W] in [0, 1], in parts.</param>
/// <param name="Truncation">How much nearer to their middle their latents were drawn; null if they were not, or that is not known.</param>
internal sealed record SampleSet(string Name, long? Step, Experiment Experiment, bool HaveClasses, Func<int, IEnumerable<Tensor>> Take,
    double? Truncation = null)
{
    private const string TensorName = "samples";
    private const int PartSize = 1000;

    /// <summary>Samples of a run's generator.</summary>
    public static SampleSet OfRun(string run, GanModel model, long step, ulong seed)
    {
        using var directory = RunDirectory.OpenForReading(run);
        return new(run, step, directory.StoredExperiment(), model.KnowsClasses, count => model.Samples.Parts(seed, count),
            model.Latents.Truncation);
    }

    /// <summary>Samples that any program has made: the tensor <c>samples</c> of a file.</summary>
    /// <param name="file">Safetensors file.</param>
    /// <param name="experiment">One of the data that they imitate.</param>
    /// <exception cref="GanError">The file cannot be read, or holds something else.</exception>
    public static SampleSet OfFile(string file, Experiment experiment)
    {
        var samples = WeightsLoader.Read(file).GetValueOrDefault(TensorName)
            ?? throw new GanError(ExitCode.Unreadable, $"{file} holds no tensor '{TensorName}'.");
        var shape = experiment.SampleShape();
        if (samples.dtype != ScalarType.Float32 || samples.dim() != 4 || samples.shape[0] == 0 || !samples.shape[1..].SequenceEqual(shape))
            throw new GanError(ExitCode.Usage, $"{file}: its tensor '{TensorName}' is {samples.dtype} of "
                + $"[{string.Join(", ", samples.shape)}] and must be float32 of [N, {string.Join(", ", shape)}], N from 1 up.");
        if (UnitInterval.Outside(samples) is { } range)
            throw new GanError(ExitCode.Usage, $"{file}: its pixels lie from {range} and must lie in [0, 1].");
        IEnumerable<Tensor> Take(int count)
        {
            if (count > samples.shape[0])
                throw new GanError(ExitCode.Usage, $"--count = {count}: must be at most {samples.shape[0]}, the samples of {file}.");
            for (var first = 0; first < count; first += PartSize)
                yield return UnitInterval.Within(samples.narrow(0, first, int.Min(PartSize, count - first)));
        }
        return new(file, null, experiment, HaveClasses: false, Take);
    }
}
