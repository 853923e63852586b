namespace Gan.Math

/// <summary>Where latents come from, and ways between them. Source: each function's own.</summary>
[<RequireQualifiedAccess>]
module Latents =

    /// <summary>
    /// z = m + sigma e, e standard normal: a latent of the mixture's component with mean m, which stays as it was first drawn. Ben-Yosef and Weinshall 2018, "Gaussian Mixture
    /// Generative Adversarial Networks for Diverse Datasets, and the Unsupervised Clustering of Images", Sec. 2.1, the static form with all covariances alike.
    /// </summary>
    /// <param name="deviation">sigma &gt;= 0.</param>
    /// <param name="mean_ND">m, each latent's own component's.</param>
    /// <param name="noise_ND">e.</param>
    val ofMixture: deviation: float -> mean_ND: 'T -> noise_ND: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// Spherical interpolation, sin((1 - mu) omega) / sin(omega) p + sin(mu omega) / sin(omega) q with omega the angle between p and q; (1 - mu) p + mu q where
    /// they point the same way or one is 0. Points between normal draws are as long as such draws, which those on the straight line are not. White 2016, "Sampling Generative Networks", Sec. 2.1.
    /// </summary>
    /// <param name="mu">From 0, which gives p, to 1, which gives q.</param>
    /// <param name="p">One latent.</param>
    /// <param name="q">The other, as long, and not opposite to p.</param>
    /// <exception cref="T:System.ArgumentException">They are not of one length.</exception>
    val interpolate: mu: float -> p: float[] -> q: float[] -> float[]
