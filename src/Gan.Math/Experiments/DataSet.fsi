namespace Gan.Math.Experiments

open Gan.Math.Theory

/// <summary>What the samples are.</summary>
type DataSet =
    /// <summary>28x28 digits that the program draws itself: pixels in [0, 1].</summary>
    | Digits
    /// <summary>MNIST, LeCun et al. 1998: 28x28 pixels in [0, 1], from IDX files.</summary>
    | Mnist
    /// <summary>Points in the plane: <c>GaussianMixture.ring</c>.</summary>
    | Ring
    /// <summary>Points in the plane: <c>GaussianMixture.grid</c>.</summary>
    | Grid
    /// <summary>Points in the plane: <c>GaussianMixture.spiral</c>.</summary>
    | Spiral

/// <summary>What is known of data. Source: as <c>DataSet</c>.</summary>
[<RequireQualifiedAccess>]
module DataSet =

    /// <summary>The density that points of the plane are drawn from; none for images.</summary>
    val mixture: data: DataSet -> GaussianMixture option
