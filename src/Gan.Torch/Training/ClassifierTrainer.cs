using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// Trains a classifier that the caller brings, naturally or against an attack in the loop, through the definitions of Gan.Math.
/// Everything that a step draws follows from the seed and the step's number.
/// </summary>
public sealed class ClassifierTrainer : IDisposable
{
    private readonly ClassifierOptions _options;
    private readonly IClassifierStep _step;
    private readonly Device _device;
    private readonly long[] _shape;

    /// <summary>Takes the module as it is; it belongs to the trainer from now on.</summary>
    /// <param name="classifier">Samples [N, ...] in [0, 1] to logits [N, K].</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="shape">Of a sample.</param>
    /// <param name="device">Where; the CPU if it is not given.</param>
    public ClassifierTrainer(nn.Module<Tensor, Tensor> classifier, ClassifierOptions options, long[] shape, Device? device = null)
    {
        (_options, _shape, _device) = (options, shape, device ?? CPU);
        Classifier = new Network(classifier, options.Update, keepsPast: false, _device, "classifier");
        _step = options.Attacker is null ? new ClassifierStep(options, Classifier, shape, _device) : new LearnedAttackStep(options,
            Classifier, shape[0], _device);
    }

    /// <summary>The classifier.</summary>
    public Network Classifier { get; }

    /// <summary>Steps that were made.</summary>
    public long Steps { get; private set; }

    internal IReadOnlyList<Network> Networks => [Classifier, .. _step.Others];

    internal IEnumerable<StateFile> State() => [.. Classifier.State(), .. _step.State()];

    internal void Load(string folder)
    {
        Classifier.Load(folder);
        _step.Load(folder);
    }

    /// <summary>Makes the next step.</summary>
    /// <param name="samples">[N, ...] in [0, 1].</param>
    /// <param name="labels">Classes [N], int64.</param>
    /// <returns>Loss and accuracies before the update.</returns>
    /// <exception cref="InvalidRequestException">The batch does not fit the options.</exception>
    /// <exception cref="DivergedException">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public IReadOnlyList<Term> Step(Tensor samples, Tensor labels)
    {
        using var scope = NewDisposeScope();
        if (samples.dim() < 2 || !samples.shape[1..].SequenceEqual(_shape) || samples.shape[0] == 0)
            throw new InvalidRequestException($"Samples have to be [N, {string.Join(", ", _shape)}]: these are "
                + $"[{string.Join(", ", samples.shape)}].");
        if (labels.dim() != 1 || labels.shape[0] != samples.shape[0])
            throw new InvalidRequestException($"Labels have to be [{samples.shape[0]}], a class for each sample: these are "
                + $"[{string.Join(", ", labels.shape)}].");
        var (least, most) = (labels.min().to(ScalarType.Int64).item<long>(), labels.max().to(ScalarType.Int64).item<long>());
        if (least < 0 || most >= _options.Classes)
            throw new InvalidRequestException($"Classes run from 0 to {_options.Classes - 1}: these run from {least} to {most}.");
        var oneHot = new TorchTensor(ClassifierArchitectures.OneHot(labels.to(ScalarType.Int64), _options.Classes, _device));
        var terms = Play(Steps + 1, samples.to(ScalarType.Float32).to(_device), oneHot);
        Steps++;
        return terms;
    }

    internal IReadOnlyList<Term> Play(long t, Tensor clean, TorchTensor labels) => _step.Play(t, clean, labels);

    /// <inheritdoc/>
    public void Dispose()
    {
        _step.Dispose();
        Classifier.Dispose();
    }
}
