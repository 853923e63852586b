namespace Gan.Torch.Evaluation;

/// <summary>How far an evaluation is, and about how long it will take.</summary>
internal sealed class EvaluationEstimate(EvaluationPlan plan, EvaluationState state, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Where it is now.</summary>
    public RobustnessProgress Now()
    {
        if (!state.Started)
            return new("clean", 0, state.Count, null);
        if (state.Next.Attack >= plan.Attacks.Count)
            return new("flags", state.RobustCount, state.Count, null);
        var underWay = state.UnderWay;
        var seconds = time.GetElapsedTime(_started).TotalSeconds * (Remaining() - underWay) / (state.Work + underWay);
        return new(plan.Attacks[state.Next.Attack].Name, state.RobustCount, state.Count,
            double.IsFinite(seconds) ? TimeSpan.FromSeconds(double.Ceiling(double.Max(seconds, 0))) : null);
    }

    private double Remaining()
    {
        var (attack, run, batch) = state.Next;
        var now = plan.Attacks[attack];
        var rest = plan.Batches(state.Queue).Skip(batch).Sum(examples => examples.Length) * plan.Work(now)
            + (now.Runs(plan.Classes).Length - run - 1) * plan.Work(now) * state.RobustCount;
        return rest + plan.Attacks.Skip(attack + 1).Sum(later => later.Runs(plan.Classes).Length * plan.Work(later) * state.RobustCount);
    }
}
