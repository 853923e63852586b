namespace Gan.Math

/// <summary>Ways between latents. Source: White 2016, "Sampling Generative Networks", Sec. 2.1.</summary>
[<RequireQualifiedAccess>]
module Latents =

    /// <summary>
    /// Spherical interpolation, sin((1 - mu) omega) / sin(omega) p + sin(mu omega) / sin(omega) q with omega the angle between p and q; (1 - mu) p + mu q where
    /// they point the same way or one is 0. Points between normal draws are as long as such draws, which those on the straight line are not.
    /// </summary>
    /// <param name="mu">From 0, which gives p, to 1, which gives q.</param>
    /// <param name="p">One latent.</param>
    /// <param name="q">The other, as long, and not opposite to p.</param>
    /// <exception cref="T:System.ArgumentException">They are not of one length.</exception>
    val interpolate: mu: float -> p: float[] -> q: float[] -> float[]
