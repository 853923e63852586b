using Gan.Math.Attacks;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>What <c>gan attack</c> is asked for.</summary>
internal sealed record AttackRequest(string Model, string Architecture, string Data, string NormName, Ball Ball, string Attack,
    int Count, ulong Seed, ScalarType Precision, string? Json, string? Save, string? Picture, string? Curve);
