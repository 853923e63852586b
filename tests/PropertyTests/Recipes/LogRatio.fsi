namespace Gan.Math.Losses

/// <summary>The generator lowers KL(q | p). Source: Soenderby et al. 2017, "Amortised MAP Inference", Sec. 3.2.</summary>
[<RequireQualifiedAccess>]
module LogRatio =

    /// <summary>J_D that of minimax, J_G = -log(D(G(z)) / (1 - D(G(z)))), the logit with its sign turned; as a value.</summary>
    [<CompiledName("Loss")>]
    val loss: ILoss
