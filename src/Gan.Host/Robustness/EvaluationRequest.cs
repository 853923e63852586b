namespace Gan.Host.Robustness;

/// <summary>What <c>gan evaluate</c> is asked for.</summary>
/// <param name="Run">Run directory.</param>
/// <param name="Step">Step of its newest checkpoint.</param>
/// <param name="Weights">The checkpoint's.</param>
/// <param name="Data">Whose test images.</param>
/// <param name="Budget">How far they may be moved.</param>
/// <param name="Count">How many images.</param>
/// <param name="Seed">Of every draw.</param>
/// <param name="Json">File of the report, or null.</param>
/// <param name="Perturbation">What perturbs the images beside the attacks, or null; not owned.</param>
internal sealed record EvaluationRequest(string Run, long Step, ClassifierWeights Weights, string Data, Budget Budget, int Count, ulong Seed, string? Json, IPerturbation? Perturbation = null);
