namespace Gan.Math

/// <summary>
/// First values of parameters, as pure functions of a stream of draws (see <c>Seeds</c>).
/// Source: LeCun et al. 1998, Sec. 4.6, and Radford et al. 2015, Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module Initialisers =

    /// <summary>
    /// w = (2 u - 1) / sqrt(n), uniform in +-1/sqrt(n), with u the stream's uniform draw and n the number of inputs of the
    /// unit: PyTorch's default for weights and biases. LeCun et al. 1998, "Efficient BackProp", Sec. 4.6.
    /// </summary>
    /// <param name="fanIn">n, at least 1.</param>
    /// <param name="key">The parameter's stream.</param>
    /// <param name="index">The element within the parameter.</param>
    [<CompiledName("FanInUniform")>]
    val fanInUniform: fanIn: int64 -> key: uint64 -> index: uint64 -> float

    /// <summary>
    /// w = 0.02 x with x the stream's standard normal draw: for the weights of image networks; their biases start at zero.
    /// Radford et al. 2015, "Unsupervised representation learning with DCGANs", Sec. 4.
    /// </summary>
    [<CompiledName("SmallNormal")>]
    val smallNormal: key: uint64 -> index: uint64 -> float
