namespace Gan.Math.Metrics

/// <summary>Distances between samples. Source: Euclid.</summary>
module internal Neighbours =

    /// <summary>|x - y|^2 to each of the others.</summary>
    val squaredDistances: others_ND: float[][] -> x_D: float[] -> float[]

    /// <summary>Refuses sets whose samples differ in the number of features.</summary>
    val requireAlike: sets: float[][] list -> unit
