namespace Gan.Math.Robust

/// <summary>
/// CE(z) + beta KL(p || p').
/// Source: Zhang et al. 2019, "Theoretically Principled Trade-off between Robustness and Accuracy", Eq. (5).
/// </summary>
/// <remarks>Symbols as in <c>IRobustLoss</c>.</remarks>
[<RequireQualifiedAccess>]
module Trades =

    /// <summary>The loss as a value. Zhang et al. 2019, Eq. (5).</summary>
    /// <param name="beta">&gt;= 0.</param>
    [<CompiledName("Loss")>]
    val loss: beta: float -> IRobustLoss
