namespace Gan.Math.Robust

/// <summary>
/// CE(z): no defence.
/// Source: Goodfellow, Bengio and Courville 2016, "Deep Learning", Eq. (6.30).
/// </summary>
/// <remarks>Symbols as in <c>IRobustLoss</c>.</remarks>
[<RequireQualifiedAccess>]
module Natural =

    /// <summary>The loss as a value. Goodfellow, Bengio and Courville 2016, Eq. (6.30).</summary>
    [<CompiledName("Loss")>]
    val loss: IRobustLoss
