using Gan.Math.CSharp;

namespace Gan.Host.Robustness;

/// <summary>Says from time to time how far an evaluation is and how long it will take at most.</summary>
internal sealed class AttackProgress(EvaluationPlan plan, EvaluationState state, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // A query without a gradient costs about a third of one with it.
    private const double ForwardAlone = 0.35;

    private readonly long _started = time.GetTimestamp();
    private readonly double _atStart = state.Started ? Remaining(plan, state) : Whole(plan, state.Robust.Length);
    private long _shown = time.GetTimestamp();

    /// <summary>Writes a line if the last one is old.</summary>
    public void Show()
    {
        if (time.GetElapsedTime(_shown) < Pause || state.Next.Attack >= plan.Attacks.Count)
            return;
        _shown = time.GetTimestamp();
        var left = Remaining(plan, state);
        var done = _atStart - left;
        var seconds = done > 0 ? time.GetElapsedTime(_started).TotalSeconds * left / done : double.NaN;
        output.WriteLine($"{plan.Attacks[state.Next.Attack].Key}: {state.RobustCount} of {state.Robust.Length} robust; at most {TimeSpan.FromSeconds(double.Ceiling(seconds)):g} more");
    }

    // In steps with a gradient of one example.
    private static double Whole(EvaluationPlan plan, int robust) => plan.Attacks.Sum(attack => Cost(plan, attack.Value) * robust);

    private static double Cost(EvaluationPlan plan, Gan.Math.Attacks.Attack attack) =>
        Attacks.Runs(attack, plan.Classes).Count * Attacks.Steps(attack) * (Attacks.UsesGradients(attack) ? 1 : ForwardAlone);

    private static double Remaining(EvaluationPlan plan, EvaluationState state)
    {
        var (attack, run, batch) = state.Next;
        if (attack >= plan.Attacks.Count)
            return 0;
        var now = plan.Attacks[attack].Value;
        var runs = Attacks.Runs(now, plan.Classes).Count;
        var perRun = Cost(plan, now) / runs;
        var thisRun = perRun * int.Max(0, state.Queue.Length - batch * plan.BatchSize);
        return thisRun + (runs - run - 1) * perRun * state.RobustCount + plan.Attacks.Skip(attack + 1).Sum(later => Cost(plan, later.Value) * state.RobustCount);
    }
}
