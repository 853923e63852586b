namespace Gan.Host.Training;

/// <summary>
/// Means over the batch of one step's terms, as numbers; the first player's shares are what it makes of either kind of samples, what is
/// apart is <c>Health.apart</c> of either kind, at steps that are looked at.
/// </summary>
internal readonly record struct StepTerms(double DiscriminatorLoss, double GeneratorLoss, double RealProbability, double FakeProbability,
    double RealApart = double.NaN, double FakeApart = double.NaN);

/// <summary>Each player's loss and its gradient by that player's parameters, at the players' present position.</summary>
internal interface IPlayerGradients<in TBatch>
{
    /// <summary>The first player's, with the second fixed.</summary>
    /// <param name="t">The step, counted from 1.</param>
    /// <param name="draw">Number of the draws, counted from 1.</param>
    /// <param name="batch">What it learns from, on the device.</param>
    /// <exception cref="GanError">The loss or the gradient is not finite.</exception>
    StepTerms OfDiscriminator(long t, long draw, TBatch batch);

    /// <summary>The second player's loss, with the first fixed.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    double OfGenerator(long t, long draw, TBatch batch);

    /// <summary>Both players', each with the other fixed.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    StepTerms OfEach(long t, long draw, TBatch batch) => OfDiscriminator(t, draw, batch) with { GeneratorLoss = OfGenerator(t, draw, batch) };

    /// <summary>Both players', at one position and corrected together: the correction needs the graph of both.</summary>
    /// <param name="t">The step, counted from 1; it counts the draws as well.</param>
    /// <param name="batch">What they learn from.</param>
    /// <param name="correct">The correction.</param>
    /// <exception cref="GanError">A loss or a corrected gradient is not finite.</exception>
    /// <exception cref="NotSupportedException">The players' losses are not differentiated through each other: the game is played without corrections.</exception>
    StepTerms OfBoth(long t, TBatch batch, Action<DifferentiableField> correct) => throw new NotSupportedException("This game is played without corrections.");
}
