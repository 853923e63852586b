using Gan.Host.Robustness;
using Gan.IntegrationTests.Support;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Attacks on a classifier that takes seconds for an answer: what is said meanwhile, and how soon a stop is one.</summary>
public class SlowClassifierTests
{
    // Seconds of its own clock pass with every answer.
    private sealed class Slow(IClassifier<TorchTensor> inner, SteppedClock clock, Action answered) : IClassifier<TorchTensor>
    {
        public double Rounding => inner.Rounding;

        public TorchTensor Judge(TorchTensor points) => After(inner.Judge(points));

        public TorchTensor Logits(TorchTensor points) => After(inner.Logits(points));

        public ValueTuple<TorchTensor, ValueTuple<TorchTensor, TorchTensor>[]> Slopes(Objective objective, TorchTensor labels, TorchTensor[] targets, TorchTensor points) =>
            After(inner.Slopes(objective, labels, targets, points));

        private T After<T>(T answer)
        {
            clock.Pass(TimeSpan.FromSeconds(3));
            answered();
            return answer;
        }
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
    }

    private sealed class Lines(SteppedClock clock) : StringWriter
    {
        public List<(TimeSpan At, string Text)> Written { get; } = [];

        public override void WriteLine(string? value) => Written.Add((new TimeSpan(clock.GetTimestamp()), value!));
    }

    private static readonly Ball Ball = new(Norm.Linf, 0.02);

    [Theory]
    [InlineData("apgd-ce")]
    [InlineData("deepfool")]
    [InlineData("fab")]
    [InlineData("square")]
    public void Progress_is_never_older_than_ten_seconds_and_one_answer(string attack)
    {
        using var module = TrainedClassifier.Create();
        using var attacked = new AttackedClassifier(module);
        using var data = Gan.Host.Data.TestImages.Named("digits").Read("", 6, new ClassifierWeights("", "small-cnn", 10));
        var clock = new SteppedClock();
        using var output = new Lines(clock);
        var plan = new EvaluationPlan(Ball, [.. Attack.Find(attack).Attacks(Ball.Norm)], 10, Seed: 3, BatchSize: 4, Workers: 1);
        var state = new EvaluationState(data.Count, plan.Attacks.Count);
        var progress = new AttackProgress(plan, state, output, clock);
        new RobustnessEvaluation(plan, new Slow(attacked, clock, () => { }), data, CPU, clock, progress.Show).Continue(state, progress.Show, CancellationToken.None);
        SoundnessFlags.Find(plan, state, data, new WatchedClassifier(new Slow(attacked, clock, () => { }), progress.Show), CPU);
        TimeSpan[] moments = [TimeSpan.Zero, .. output.Written.Select(line => line.At), new TimeSpan(clock.GetTimestamp())];
        Assert.All(moments.Zip(moments[1..]), pause => Assert.InRange(pause.Second - pause.First, TimeSpan.Zero, TimeSpan.FromSeconds(13)));
        Assert.Contains(output.Written, line => line.Text.StartsWith($"{attack}: ", StringComparison.Ordinal) && line.Text.EndsWith(" more", StringComparison.Ordinal));
        Assert.Contains(output.Written, line => line.Text.StartsWith("flags: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stop_waits_for_one_answer_and_not_for_a_batch()
    {
        using var module = TrainedClassifier.Create();
        using var attacked = new AttackedClassifier(module);
        using var data = Gan.Host.Data.TestImages.Named("digits").Read("", 6, new ClassifierWeights("", "small-cnn", 10));
        using var stop = new CancellationTokenSource();
        var (answers, saved) = (0, 0);
        var plan = new EvaluationPlan(Ball, [.. Attack.Find("square").Attacks(Ball.Norm)], 10, Seed: 3, BatchSize: 4, Workers: 1);
        var state = new EvaluationState(data.Count, plan.Attacks.Count);
        var slow = new Slow(attacked, new SteppedClock(), () =>
        {
            if (++answers == 30)
                stop.Cancel();
        });
        new RobustnessEvaluation(plan, slow, data, CPU, TimeProvider.System, () => { }).Continue(state, () => saved++, stop.Token);
        Assert.Equal((30, 1, (0, 0, 0)), (answers, saved, state.Next));
        // What was given up is done again, with the same result as if nothing had happened.
        var whole = new EvaluationState(data.Count, plan.Attacks.Count);
        new RobustnessEvaluation(plan, attacked, data, CPU, TimeProvider.System, () => { }).Continue(whole, () => { }, CancellationToken.None);
        new RobustnessEvaluation(plan, attacked, data, CPU, TimeProvider.System, () => { }).Continue(state, () => { }, CancellationToken.None);
        Assert.Equal(whole.Robust, state.Robust);
    }
}
