using Gan.Math.Training;
using Gan.Math.Turns;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// A game of two networks: whose gradient is taken where, and who moves when, is the turn's. The first player is a discriminator, or
/// what stands in its place; the second one generates. Updates are the core's.
/// </summary>
/// <param name="turn">The order in which the players move.</param>
/// <param name="discriminator">The first player.</param>
/// <param name="generator">The second player.</param>
/// <param name="total">Steps of the run.</param>
internal abstract class TwoPlayerGame<TBatch>(ITurn turn, TwoPlayerGame<TBatch>.Role discriminator, TwoPlayerGame<TBatch>.Role generator,
    long total) : IPlayers
{
    private readonly Dictionary<Measure, double> _terms = [];
    private Func<TBatch>? _next;
    private (Tensor[] Discriminator, Tensor[] Generator) _marked = ([], []);

    /// <summary>A player, and how it is updated.</summary>
    internal readonly record struct Role(Network Network, Optimiser Optimiser);

    /// <summary>The step that is played, counted from 1.</summary>
    protected long Step { get; private set; }

    /// <summary>The batch that gradients are computed on.</summary>
    protected TBatch Batch { get; private set; } = default!;

    /// <summary>Plays step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives a batch a call, on the device.</param>
    /// <returns>What was measured last of each.</returns>
    /// <exception cref="DivergedException">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public IReadOnlyList<Term> Play(long t, Func<TBatch> nextBatch)
    {
        using var scope = NewDisposeScope();
        _terms.Clear();
        (Step, _next) = (t, nextBatch);
        turn.Play(t, this);
        (_next, Batch, _marked) = (null, default!, ([], []));
        return [.. _terms.OrderBy(term => Measure.IndexOf(term.Key)).Select(term => new Term(term.Key, term.Value))];
    }

    /// <summary>Takes one player's gradient alone, at its present point.</summary>
    internal IReadOnlyList<Term> Gradient(Player player, long t, long draw, TBatch batch)
    {
        (Step, Batch) = (t, batch);
        return player.IsDiscriminator ? OfDiscriminator(draw) : OfGenerator(draw);
    }

    /// <summary>Takes both players' gradients, at their present points.</summary>
    internal IReadOnlyList<Term> Gradients(long t, long draw, TBatch batch)
    {
        (Step, Batch) = (t, batch);
        return OfBoth(draw);
    }

    /// <summary>Takes the discriminator's gradient, with the generator fixed.</summary>
    /// <param name="draw">Number of the draws, counted from 1.</param>
    protected abstract IReadOnlyList<Term> OfDiscriminator(long draw);

    /// <summary>Takes the generator's gradient, with the discriminator fixed.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    protected abstract IReadOnlyList<Term> OfGenerator(long draw);

    /// <summary>Takes both players' gradients, each with the other fixed.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    protected virtual IReadOnlyList<Term> OfBoth(long draw) => [.. OfDiscriminator(draw), .. OfGenerator(draw)];

    /// <summary>Takes both players' gradients at one position, corrected together: the correction needs the graph of both.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    /// <exception cref="NotSupportedException">The players' losses are not differentiated through each other.</exception>
    protected virtual IReadOnlyList<Term> OfCorrected(long draw, ICorrection correction) =>
        throw new NotSupportedException($"This game is played without corrections, and {turn.Name} has one.");

    private void Note(IReadOnlyList<Term> terms)
    {
        foreach (var (measure, value) in terms)
            _terms[measure] = value;
    }

    /// <inheritdoc/>
    void IPlayers.NextBatch() => Batch = _next!();

    /// <inheritdoc/>
    void IPlayers.Differentiate(Player player, long draw) => Note(player.IsDiscriminator ? OfDiscriminator(draw) : OfGenerator(draw));

    /// <inheritdoc/>
    void IPlayers.DifferentiateBoth(long draw) => Note(OfBoth(draw));

    /// <inheritdoc/>
    void IPlayers.DifferentiateCorrected(long draw, ICorrection correction) => Note(OfCorrected(draw, correction));

    /// <inheritdoc/>
    void IPlayers.Move(Player player, long count)
    {
        var (network, optimiser) = player.IsDiscriminator ? discriminator : generator;
        network.Update(count, optimiser.Rate(total, Step));
    }

    /// <inheritdoc/>
    void IPlayers.Mark() => _marked = (discriminator.Network.Position(), generator.Network.Position());

    /// <inheritdoc/>
    void IPlayers.Return(bool slots)
    {
        discriminator.Network.Return(_marked.Discriminator, slots);
        generator.Network.Return(_marked.Generator, slots);
    }

    /// <inheritdoc/>
    void IPlayers.KeepGradients()
    {
        discriminator.Network.RememberGradient();
        generator.Network.RememberGradient();
    }

    /// <inheritdoc/>
    void IPlayers.RecallGradients()
    {
        discriminator.Network.RecallGradient();
        generator.Network.RecallGradient();
    }
}
