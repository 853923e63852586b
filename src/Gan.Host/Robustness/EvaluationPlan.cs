using Gan.Math.Attacks;

namespace Gan.Host.Robustness;

/// <summary>What an evaluation does; two equal plans end with the same mask.</summary>
/// <param name="Ball">The budget.</param>
/// <param name="Attacks">Names and attacks, in order; each sees what the ones before have left.</param>
/// <param name="Classes">Classes of the model.</param>
/// <param name="Seed">Of every draw.</param>
/// <param name="BatchSize">Examples that are attacked together: as many as the caches hold.</param>
internal sealed record EvaluationPlan(Ball Ball, IReadOnlyList<KeyValuePair<string, Attack>> Attacks, int Classes, ulong Seed, int BatchSize);
