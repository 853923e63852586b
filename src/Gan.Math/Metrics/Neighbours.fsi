namespace Gan.Math.Metrics

/// <summary>Distances between samples. Source: Euclid.</summary>
module internal Neighbours =

    /// <summary>x . y, summed in the lanes of the processor's vectors.</summary>
    val product: x_D: float[] -> y_D: float[] -> float

    /// <summary>|x - y|^2 to each of the others, summed so.</summary>
    val squaredDistances: others_ND: float[][] -> x_D: float[] -> float[]

    /// <summary>Refuses a set that is empty, or whose samples do not have so many features, finite ones.</summary>
    val require: size: int -> name: string -> samples_ND: float[][] -> unit

    /// <summary>Squared distances for as many features as the first sample has.</summary>
    val requireAlike: name: string -> samples_ND: float[][] -> unit
