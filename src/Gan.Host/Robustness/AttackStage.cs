using System.Text.Json.Serialization;

namespace Gan.Host.Robustness;

/// <summary>The share that one attack, and all before it, left correct.</summary>
/// <param name="Name">The attack.</param>
/// <param name="RobustAccuracy">Share of examples that are classified correctly and withstood this attack and all before it.</param>
/// <param name="Seconds">Time of the attack alone, over all interruptions.</param>
internal sealed record AttackStage(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("robust_accuracy")] double RobustAccuracy,
    [property: JsonPropertyName("seconds")] double Seconds);
