namespace Gan.Math.Robust

/// <summary>
/// (CE(z) + CE(z')) / 2 + lambda sum_k (z_k - z'_k)^2.
/// Source: Kannan, Kurakin and Goodfellow 2018, "Adversarial Logit Pairing", Sec. 3.2.
/// </summary>
/// <remarks>Symbols as in <c>IRobustLoss</c>.</remarks>
[<RequireQualifiedAccess>]
module LogitPairing =

    /// <summary>The loss as a value. Kannan, Kurakin and Goodfellow 2018, Sec. 3.2.</summary>
    /// <param name="lambda">&gt;= 0.</param>
    [<CompiledName("Loss")>]
    val loss: lambda: float -> IRobustLoss
