using Gan.Torch.Networks;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// Trains a generator and a discriminator that the caller brings, through the definitions of Gan.Math. Everything that a step draws
/// follows from the seed and the step's number.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private readonly GanOptions _options;
    private readonly GanGame _game;
    private readonly LatentSource _latents;
    private readonly Device _device;

    /// <summary>Takes both modules as they are; they belong to the trainer from now on.</summary>
    /// <param name="generator">Latents [N, z], and one-hot classes [N, K] where there are some, to samples [N, ...].</param>
    /// <param name="discriminator">Samples [N, ...], and classes, to one score each, [N] or [N, 1]; with an auxiliary classifier
    /// [N, 1 + K].</param>
    /// <param name="options">How they are trained.</param>
    /// <param name="device">Where; the CPU if it is not given.</param>
    /// <exception cref="ArgumentException">A module takes something else.</exception>
    public GanTrainer(nn.Module generator, nn.Module discriminator, GanOptions options, Device? device = null)
    {
        (_options, _device) = (options, device ?? CPU);
        if (options.BatchSize < 2 || options.BatchSize % options.Packing != 0)
            throw new InvalidRequestException($"BatchSize = {options.BatchSize}: must be at least 2, and a multiple of Packing = "
                + $"{options.Packing}.");
        Generator = new Network(generator, options.Generator, options.Game.Turn.KeepsGradients, _device, "generator");
        Discriminator = new Network(discriminator, options.Discriminator, options.Game.Turn.KeepsGradients, _device, "discriminator");
        _latents = new LatentSource(options, _device);
        _game = new GanGame(options, Generator, Discriminator, _device);
    }

    /// <summary>G.</summary>
    public Network Generator { get; }

    /// <summary>D.</summary>
    public Network Discriminator { get; }

    /// <summary>Steps that were made.</summary>
    public long Steps { get; private set; }

    internal LatentSource Latents => _latents;

    /// <summary>Makes the next step on one batch of real samples, for turns that take one a step.</summary>
    /// <param name="real">[N, ...], N the batch size of the options.</param>
    /// <param name="labels">Classes [N], int64; null for players that know none.</param>
    /// <returns>Losses and probabilities.</returns>
    /// <exception cref="InvalidRequestException">The samples do not fit the options, or the turn takes several batches.</exception>
    /// <exception cref="DivergedException">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public IReadOnlyList<Term> Step(Tensor real, Tensor? labels = null)
    {
        if (_options.Game.Turn.BatchesPerStep != 1)
            throw new InvalidRequestException(
                $"{_options.Game.Turn.Name} takes {_options.Game.Turn.BatchesPerStep} batches a step: hand over a function that gives "
                    + $"one a call.");
        return Step(() => (real, labels));
    }

    /// <summary>Makes the next step.</summary>
    /// <param name="next">Gives real samples, and their classes, one batch a call.</param>
    /// <inheritdoc cref="Step(Tensor, Tensor?)"/>
    public IReadOnlyList<Term> Step(Func<(Tensor Real, Tensor? Labels)> next)
    {
        using var scope = NewDisposeScope();
        var terms = Step(Steps + 1, () => Checked(next()));
        Steps++;
        return [.. terms.Where(term => term.Measure.IsReported)];
    }

    internal IReadOnlyList<Term> Step(long t, Func<LabelledSamples> next) => _game.Play(t, next);

    private LabelledSamples Checked((Tensor Real, Tensor? Labels) batch)
    {
        var (real, labels) = batch;
        if (real.dim() < 2 || real.shape[0] != _options.BatchSize)
            throw new InvalidRequestException(
                $"Real samples have to be [{_options.BatchSize}, ...], as many as the batch size: these are "
                    + $"[{string.Join(", ", real.shape)}].");
        if (_options.Classes == 0)
            return new(real.to(ScalarType.Float32).to(_device));
        if (labels is null || labels.dim() != 1 || labels.shape[0] != real.shape[0])
            throw new InvalidRequestException($"Players that know {_options.Classes} classes need the class of each sample, "
                + $"[{real.shape[0]}].");
        var (least, most) = (labels.min().to(ScalarType.Int64).item<long>(), labels.max().to(ScalarType.Int64).item<long>());
        if (least < 0 || most >= _options.Classes)
            throw new InvalidRequestException($"Classes run from 0 to {_options.Classes - 1}: these run from {least} to {most}.");
        return new(real.to(ScalarType.Float32).to(_device),
            ClassifierArchitectures.OneHot(labels.to(ScalarType.Int64), _options.Classes, _device));
    }

    /// <summary>Samples of the generator as it is, in evaluation mode; the same seed gives the same ones.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the latents.</param>
    /// <returns>[count, ...]; of players that know classes, sample n is of class n mod K.</returns>
    public Tensor Sample(int count, ulong seed = 0)
    {
        using var scope = NewDisposeScope();
        var classes = _options.Classes == 0 ? null
            : ClassifierArchitectures.OneHot(arange(count, ScalarType.Int64).remainder(_options.Classes), _options.Classes, _device);
        return Generator.Evaluate(_latents.DrawTruncated(seed, "grid", 0, count), classes).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Discriminator.Dispose();
    }
}
