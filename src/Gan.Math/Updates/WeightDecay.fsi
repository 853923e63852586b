namespace Gan.Math.Updates

/// <summary>
/// Weight decay: d + lambda theta. After a rule (AdamW) it is decoupled from the rule's scaling; before one it is an L2
/// penalty on the parameters.
/// Source: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", Algorithm 2, line 12, with the learning
/// rate in front of lambda.
/// </summary>
[<Struct; NoComparison>]
type WeightDecayStage =
    interface IStage

    /// <summary>A stage.</summary>
    /// <param name="decay">lambda &gt;= 0.</param>
    new: decay: float -> WeightDecayStage

    val private Decay: float
