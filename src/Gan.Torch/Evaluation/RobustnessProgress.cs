namespace Gan.Torch.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Attack">The attack under way.</param>
/// <param name="Robust">Samples that are robust so far.</param>
/// <param name="Count">All samples.</param>
/// <param name="Left">About how long it will take still.</param>
public sealed record RobustnessProgress(string Attack, int Robust, int Count, TimeSpan Left);
