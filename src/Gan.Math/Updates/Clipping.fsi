namespace Gan.Math.Updates

/// <summary>
/// Gradient clipping by value: d = min(max(g, -c), c), elementwise.
/// Source: Graves 2013, "Generating Sequences With Recurrent Neural Networks", Sec. 2.1, after Eq. (11), where it is
/// applied to the derivatives by a layer's inputs.
/// </summary>
[<Struct; NoComparison>]
type ValueClippingStage =
    interface IStage

    /// <summary>A stage.</summary>
    /// <param name="bound">c &gt; 0.</param>
    new: bound: float -> ValueClippingStage

    val private Bound: float

/// <summary>
/// Gradient clipping by global norm: d = g min(1, c / |g|), with the norm |g| of a network's whole gradient.
/// Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", Algorithm 1.
/// </summary>
[<Struct; NoComparison>]
type NormClippingStage =
    interface IStage

    /// <summary>Computes the step's factor once.</summary>
    /// <param name="bound">c &gt; 0.</param>
    /// <param name="norm">|g| &gt;= 0, of the gradient that the rule begins with.</param>
    new: bound: float * norm: float -> NormClippingStage

    val private Factor: float

/// <summary>
/// Weight clipping: after each step theta &lt;- min(max(theta, -c), c). Source: Arjovsky et al. 2017, Algorithm 1, line 7.
/// </summary>
[<Struct; NoComparison>]
type WeightClippingStage =
    interface IStage

    /// <summary>A stage.</summary>
    /// <param name="bound">c &gt; 0.</param>
    new: bound: float -> WeightClippingStage

    val private Bound: float
