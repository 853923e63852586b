namespace Gan.Math.Updates

/// <summary>The constants of RMSProp. Source: Tieleman and Hinton 2012, Lecture 6e, slide 29.</summary>
[<NoComparison>]
type RmsProp =
    {
        /// <summary>alpha in [0, 1): decay of the running means. 0.9 in the lecture.</summary>
        Decay: float

        /// <summary>Added to the root, in the gradient's unit, &gt; 0.</summary>
        Epsilon: float

        /// <summary>True if the mean gradient is taken out of the mean square.</summary>
        Centred: bool
    }

/// <summary>
/// RMSProp. Symbols: g gradient; v first slot; m second slot, used by the centred form alone. In this order:
/// v &lt;- alpha v + (1 - alpha) g^2;
/// m &lt;- alpha m + (1 - alpha) g;
/// d = g / (sqrt(v) + epsilon), or g / (sqrt(max(v - m^2, 0)) + epsilon) centred.
/// Source: Tieleman and Hinton 2012, Lecture 6e, slide 29; centred: Graves 2013, "Generating Sequences With Recurrent
/// Neural Networks", Eq. (38) to (41), with epsilon outside the root and without its momentum. The maximum catches rounding below 0.
/// </summary>
[<Struct; NoComparison>]
type RmsPropStage =
    interface IStage

    /// <summary>A stage.</summary>
    new: rmsProp: RmsProp -> RmsPropStage

    val private Decay: float
    val private Epsilon: float
    val private Centred: bool
