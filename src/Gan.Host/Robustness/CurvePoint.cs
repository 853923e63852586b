using System.Text.Json.Serialization;

namespace Gan.Host.Robustness;

/// <summary>The share that withstands one budget.</summary>
/// <param name="Eps">Radius of the budget; 0 is what is classified correctly.</param>
/// <param name="RobustAccuracy">Share of the images, in [0, 1].</param>
internal readonly record struct CurvePoint([property: JsonPropertyName("eps")] double Eps,
    [property: JsonPropertyName("robust_accuracy")] double RobustAccuracy);
