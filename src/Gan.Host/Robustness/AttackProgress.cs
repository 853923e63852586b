using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>Says from time to time how far an evaluation is and about how long it will take.</summary>
internal sealed class AttackProgress(EvaluationPlan plan, EvaluationState state, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();
    private long _shown = time.GetTimestamp();

    /// <summary>Writes a line if the last one is old.</summary>
    public void Show()
    {
        if (time.GetElapsedTime(_shown) < Pause || state.Next.Attack >= plan.Attacks.Count)
            return;
        _shown = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_started).TotalSeconds * Remaining() / state.Work;
        output.WriteLine($"{plan.Attacks[state.Next.Attack].Name}: {state.RobustCount} of {state.Robust.Length} robust; about {TimeSpan.FromSeconds(double.Ceiling(seconds)):g} more");
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
