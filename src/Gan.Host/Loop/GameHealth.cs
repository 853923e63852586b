using System.Globalization;
using System.Runtime.InteropServices;
using Gan.Math.CSharp;
using Gan.Math.Losses;
using Gan.Math.Training;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Watches over a GAN's game, and keeps what it saw in checkpoints: a run that continues stops at the step at which it
/// would have stopped.</summary>
internal sealed class GameHealth(long collapseSteps, ILoss loss) : IDisposable
{
    private const string FileName = "health.safetensors";

    private readonly Tensor _steps = tensor(Steps(TrainingHealthModule.AtStart)).DetachFromDisposeScope();
    private readonly Tensor _losses = tensor(Losses(TrainingHealthModule.AtStart)).DetachFromDisposeScope();

    /// <summary>Files of a checkpoint.</summary>
    public IEnumerable<StateFile> State() => [new StateFile(FileName, Values)];

    /// <summary>Takes them from a checkpoint's folder.</summary>
    public void Load(string folder) => WeightsLoader.Load(Values, Path.Combine(folder, FileName));

    /// <summary>Looks at step t, if it is one to look at.</summary>
    /// <param name="t">The step.</param>
    /// <param name="terms">What it measured.</param>
    /// <param name="change">How much an update changed a player's parameters, at most.</param>
    /// <returns>Why the run must not go on; null if it may.</returns>
    public string? Observe(long t, IReadOnlyList<Term> terms, double change)
    {
        var (steps, losses) = (_steps.data<long>(), _losses.data<double>());
        double Of(Measure measure) => terms.Single(term => term.Measure == measure).Value;
        var (real, fake, realApart, fakeApart) = (Of(Measure.RealProbability), Of(Measure.FakeProbability), Of(Measure.RealApart),
            Of(Measure.FakeApart));
        var pulse = new Pulse(Of(Measure.DiscriminatorLoss), Of(Measure.GeneratorLoss), real, fake, fakeApart, realApart, change);
        var health = TrainingHealthModule.Next(loss, new TrainingHealth(steps[0], steps[1], steps[2], steps[3], losses[0], losses[1]),
            pulse);
        Steps(health).CopyTo(_steps.Numbers());
        Losses(health).CopyTo(MemoryMarshal.Cast<byte, double>(_losses.bytes));
        if (collapseSteps == 0 || TrainingSymptoms.Diagnosis(collapseSteps, health) is not { } symptom)
            return null;
        var (saw, advice) = symptom switch
        {
            { IsSaturatedDiscriminator: true } => (string.Create(CultureInfo.InvariantCulture, $"the discriminator is saturated (D(x) = "
                + $"{real:0.0000}, D(G(z)) = {fake:0.0000}), and the generator's gradient is of no use"),
                "lower Discriminator:LearningRate, set Training:Penalty or Training:NoiseDeviation, or take another Training:Loss"),
            { IsCollapsedGenerator: true } => (string.Create(CultureInfo.InvariantCulture, $"the generator has collapsed: its samples "
                + $"are all alike (each is {fakeApart:0.0E0} from the nearest of 16 others, one of the data {realApart:0.0E0})"),
                "lower the learning rates, or set Training:Penalty or Discriminator:Normalisation"),
            { IsExplodingUpdates: true } => (string.Create(CultureInfo.InvariantCulture, $"each update changes a player's weights by a "
                + $"large part of their size ({100 * change:0.0} % on average, where less than 1 % is usual), so that nothing learnt "
                + $"lasts"),
                "lower the learning rates"),
            { IsFrozenLosses: true } => (string.Create(CultureInfo.InvariantCulture,
                $"the losses are frozen at J_D = {pulse.DiscriminatorLoss:0.0000}, J_G = {pulse.GeneratorLoss:0.0000}, whatever the batch"),
                "lower the learning rates, or take another Training:Loss"),
            var other => throw new NotSupportedException($"There is no symptom {other}."),
        };
        return $"Step {t}: {saw}, for {collapseSteps} steps or more. The checkpoints are kept; in a new run, {advice}. "
            + $"Training:CollapseSteps = 0 switches this check off, in this run too.";
    }

    private static long[] Steps(TrainingHealth health) => [health.Saturated, health.Collapsed, health.Frozen, health.Exploding];

    private static double[] Losses(TrainingHealth health) => [health.DiscriminatorLoss, health.GeneratorLoss];

    private (string Name, Tensor Value)[] Values => [("steps", _steps), ("losses", _losses)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _steps.Dispose();
        _losses.Dispose();
    }
}
