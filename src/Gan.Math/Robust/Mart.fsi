namespace Gan.Math.Robust

/// <summary>
/// -log p'_y - log(1 - max_(k != y) p'_k) + lambda KL(p || p') (1 - p_y).
/// Source: Wang et al. 2020, "Improving Adversarial Robustness Requires Revisiting Misclassified Examples", Eq. (11).
/// </summary>
/// <remarks>Symbols as in <c>IRobustLoss</c>.</remarks>
[<RequireQualifiedAccess>]
module Mart =

    /// <summary>The loss as a value. Wang et al. 2020, Eq. (11).</summary>
    /// <param name="lambda">&gt;= 0.</param>
    [<CompiledName("Loss")>]
    val loss: lambda: float -> IRobustLoss
