namespace Gan.Math.Theory

open Gan.Math

/// <summary>
/// The discriminator that no other beats against a fixed generator.
/// Source: Goodfellow et al. 2014, Proposition 1, Eq. (2).
/// </summary>
[<RequireQualifiedAccess>]
module OptimalDiscriminator =

    /// <summary>D*(x) = p_data(x) / (p_data(x) + p_g(x)), in [0, 1], where the sum is positive. Eq. (2).</summary>
    val probability: dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// The same as a logit: log p_data(x) - log p_g(x), for positive densities; sigma(logit) = D*(x).
    /// Goodfellow et al. 2014, Eq. (2) solved for the logit.
    /// </summary>
    val logit: dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>
