using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Updates;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// One step of a game of two networks in an order of play: whose gradient is taken where, and who moves when. The first player
/// is a discriminator, or what stands in its place; the second one generates. Updates are the core's.
/// </summary>
/// <param name="play">The order of play.</param>
/// <param name="discriminatorSteps">k of alternating play.</param>
/// <param name="discriminator">The first player and its update.</param>
/// <param name="generator">The second player and its update.</param>
/// <param name="gradients">Losses and gradients of both.</param>
/// <param name="total">Steps of the run.</param>
internal sealed class GameStep<TBatch>(Play play, int discriminatorSteps, (Network Network, NetworkUpdate Update) discriminator,
    (Network Network, NetworkUpdate Update) generator, IPlayerGradients<TBatch> gradients, long total)
{

    /// <summary>Plays step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives a batch a call, on the device.</param>
    /// <exception cref="GanError">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public StepTerms Play(long t, Func<TBatch> nextBatch)
    {
        using var scope = NewDisposeScope();
        return play switch
        {
            { IsAlternating: true } => Alternate(t, nextBatch),
            { IsSimultaneous: true } => MoveTogether(t, nextBatch),
            { IsExtragradient: true } => Extrapolate(t, nextBatch),
            { IsExtrapolationFromThePast: true } => ExtrapolateFromThePast(t, nextBatch),
            Play.ConsensusOptimisation consensus => MoveCorrected(t, nextBatch, field => field.SeekConsensus(consensus.weight)),
            Play.SymplecticAdjustment symplectic => MoveCorrected(t, nextBatch, field => field.AdjustSymplectically(symplectic.weight)),
            var other => throw new NotSupportedException($"{other}"),
        };
    }

    // Goodfellow et al. 2014, Algorithm 1: k discriminator updates with the generator fixed, then one generator update.
    private StepTerms Alternate(long t, Func<TBatch> nextBatch)
    {
        var terms = default(StepTerms);
        TBatch batch = default!;
        for (var k = 1; k <= discriminatorSteps; k++)
        {
            var count = (t - 1) * discriminatorSteps + k;
            batch = nextBatch();
            terms = gradients.OfDiscriminator(t, count, batch);
            Move(discriminator, t, count);
        }
        terms = terms with { GeneratorLoss = gradients.OfGenerator(t, t, batch) };
        Move(generator, t, t);
        return terms;
    }

    private StepTerms MoveTogether(long t, Func<TBatch> nextBatch)
    {
        var terms = gradients.OfEach(t, t, nextBatch());
        MoveBoth(t, t);
        return terms;
    }

    // Goes ahead, takes the gradients there, and steps with them from where it was.
    private StepTerms Extrapolate(long t, Func<TBatch> nextBatch)
    {
        var (first, second) = (2 * t - 1, 2 * t);
        var (d, g) = (discriminator.Network.Position(), generator.Network.Position());
        gradients.OfEach(t, first, nextBatch());
        MoveBoth(t, first);
        var terms = gradients.OfEach(t, second, nextBatch());
        discriminator.Network.Return(d, slots: false);
        generator.Network.Return(g, slots: false);
        MoveBoth(t, second);
        return terms;
    }

    // The same with the last step's gradients to go ahead by: one evaluation a step.
    private StepTerms ExtrapolateFromThePast(long t, Func<TBatch> nextBatch)
    {
        var (d, g) = (discriminator.Network.Position(), generator.Network.Position());
        discriminator.Network.RecallGradient();
        generator.Network.RecallGradient();
        MoveBoth(t, t);
        var terms = gradients.OfEach(t, t, nextBatch());
        discriminator.Network.RememberGradient();
        generator.Network.RememberGradient();
        discriminator.Network.Return(d, slots: true);
        generator.Network.Return(g, slots: true);
        MoveBoth(t, t);
        return terms;
    }

    private StepTerms MoveCorrected(long t, Func<TBatch> nextBatch, Action<DifferentiableField> correct)
    {
        var terms = gradients.OfBoth(t, nextBatch(), correct);
        MoveBoth(t, t);
        return terms;
    }

    private void MoveBoth(long t, long count)
    {
        Move(discriminator, t, count);
        Move(generator, t, count);
    }

    private void Move((Network Network, NetworkUpdate Update) player, long t, long count) =>
        player.Network.Update(count, Experiments.Rate(player.Update, total, t));
}
