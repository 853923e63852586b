using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Updates;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// One step of the game in the order of play that the experiment names: whose gradient is taken where, and who moves
/// when. Losses and updates are the core's.
/// </summary>
internal sealed class GanStep(Experiment experiment, long total, Network generator, Network discriminator, Device device)
{
    private readonly GanTraining _gan = experiment.Gan();
    private readonly PlayerGradients _gradients = new(experiment, generator, discriminator, device);

    /// <summary>Plays step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives real samples in [0, 1], one batch a call.</param>
    /// <exception cref="GanError">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public StepTerms Play(long t, Func<Tensor> nextBatch)
    {
        using var scope = NewDisposeScope();
        Tensor Real() => nextBatch().to(device);
        return _gan.Game.Play switch
        {
            { IsAlternating: true } => Alternate(t, Real),
            { IsSimultaneous: true } => MoveTogether(t, Real),
            { IsExtragradient: true } => Extrapolate(t, Real),
            { IsExtrapolationFromThePast: true } => ExtrapolateFromThePast(t, Real),
            Play.ConsensusOptimisation consensus => MoveCorrected(t, Real, field => field.SeekConsensus(consensus.weight)),
            Play.SymplecticAdjustment symplectic => MoveCorrected(t, Real, field => field.AdjustSymplectically(symplectic.weight)),
            var play => throw new NotSupportedException($"{play}"),
        };
    }

    // Goodfellow et al. 2014, Algorithm 1: k discriminator updates with the generator fixed, then one generator update.
    private StepTerms Alternate(long t, Func<Tensor> nextBatch)
    {
        var steps = _gan.Game.DiscriminatorSteps;
        var terms = default(StepTerms);
        Tensor real = null!;
        for (var k = 1; k <= steps; k++)
        {
            var count = (t - 1) * steps + k;
            real = nextBatch();
            terms = _gradients.OfDiscriminator(t, count, real);
            Move(discriminator, _gan.Discriminator, t, count);
        }
        terms = terms with { GeneratorLoss = _gradients.OfGenerator(t, t, real) };
        Move(generator, _gan.Generator, t, t);
        return terms;
    }

    private StepTerms MoveTogether(long t, Func<Tensor> nextBatch)
    {
        var terms = GradientsOfBoth(t, t, nextBatch());
        MoveBoth(t, t);
        return terms;
    }

    // Goes ahead, takes the gradients there, and steps with them from where it was.
    private StepTerms Extrapolate(long t, Func<Tensor> nextBatch)
    {
        var (first, second) = (2 * t - 1, 2 * t);
        var (d, g) = (discriminator.Position(), generator.Position());
        GradientsOfBoth(t, first, nextBatch());
        MoveBoth(t, first);
        var terms = GradientsOfBoth(t, second, nextBatch());
        discriminator.Return(d, slots: false);
        generator.Return(g, slots: false);
        MoveBoth(t, second);
        return terms;
    }

    // The same with the last step's gradients to go ahead by: one evaluation a step.
    private StepTerms ExtrapolateFromThePast(long t, Func<Tensor> nextBatch)
    {
        var (d, g) = (discriminator.Position(), generator.Position());
        discriminator.RecallGradient();
        generator.RecallGradient();
        MoveBoth(t, t);
        var terms = GradientsOfBoth(t, t, nextBatch());
        discriminator.RememberGradient();
        generator.RememberGradient();
        discriminator.Return(d, slots: true);
        generator.Return(g, slots: true);
        MoveBoth(t, t);
        return terms;
    }

    private StepTerms MoveCorrected(long t, Func<Tensor> nextBatch, Action<DifferentiableField> correct)
    {
        var terms = _gradients.OfBoth(t, nextBatch(), correct);
        MoveBoth(t, t);
        return terms;
    }

    private StepTerms GradientsOfBoth(long t, long draw, Tensor real) =>
        _gradients.OfDiscriminator(t, draw, real) with { GeneratorLoss = _gradients.OfGenerator(t, draw, real) };

    private void MoveBoth(long t, long count)
    {
        Move(discriminator, _gan.Discriminator, t, count);
        Move(generator, _gan.Generator, t, count);
    }

    private void Move(Network network, NetworkUpdate update, long t, long count) =>
        network.Update(count, Experiments.Rate(update, total, t));
}
