namespace Gan.Torch.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Attack">
/// The attack under way; "clean" while the samples are looked at without one, "flags" while the result is checked.
/// </param>
/// <param name="Robust">Samples that are robust so far.</param>
/// <param name="Count">All samples.</param>
/// <param name="Left">About how long it will take still; null where nothing is known yet.</param>
public sealed record RobustnessProgress(string Attack, int Robust, int Count, TimeSpan? Left);
