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
    [<CompiledName("OfMixture")>]
    val ofMixture: deviation: float -> mean_ND: 'T -> noise_ND: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// c + psi (z - c): a latent nearer to the middle of the density that it was drawn from. The nearer, the more samples look like the data, and the less they differ:
    /// Brock, Donahue and Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", Sec. 3.1; in this form Karras, Laine and Aila 2019, "A Style-Based Generator
    /// Architecture for Generative Adversarial Networks", Appendix B.
    /// </summary>
    /// <param name="psi">In [0, 1]; 1 leaves z as it is, but for rounding.</param>
    /// <param name="center_ND">c, each latent's own: its component's mean, or 0.</param>
    /// <param name="z_ND">z.</param>
    [<CompiledName("Truncate")>]
    val truncate: psi: float -> center_ND: 'T -> z_ND: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// Spherical interpolation, sin((1 - mu) omega) / sin(omega) p + sin(mu omega) / sin(omega) q with omega the angle between p and q; (1 - mu) p + mu q where
    /// they point the same way or one is 0. Points between normal draws are as long as such draws, which those on the straight line are not. White 2016, "Sampling Generative Networks", Sec. 2.1.
    /// </summary>
    /// <param name="mu">From 0, which gives p, to 1, which gives q.</param>
    /// <param name="p">One latent.</param>
    /// <param name="q">The other, as long, and not opposite to p.</param>
    /// <exception cref="T:System.ArgumentException">They are not of one length.</exception>
    [<CompiledName("Interpolate")>]
    val interpolate: mu: float -> p: float[] -> q: float[] -> float[]
