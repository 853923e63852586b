namespace Gan.Math.Theory

open Gan.Math
open Gan.Math.Losses

/// <summary>
/// The discriminator that no other beats against a fixed generator.
/// Source: Goodfellow et al. 2014, Proposition 1, Eq. (2); Nowozin et al. 2016, Eq. (5).
/// </summary>
[<RequireQualifiedAccess>]
module OptimalDiscriminator =

    /// <summary>D*(x) = p_data(x) / (p_data(x) + p_g(x)), in [0, 1], where the sum is positive. Eq. (2).</summary>
    [<CompiledName("Probability")>]
    val probability: dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// The optimal discriminator as a logit: log p_data(x) - log p_g(x), for positive densities; sigma(logit) = D*(x).
    /// Goodfellow et al. 2014, Eq. (2) solved for the logit.
    /// </summary>
    [<CompiledName("Logit")>]
    val logit: dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// The least-squares discriminator: (b p + a q) / (p + q), with labels b of real and a of generated samples.
    /// Mao et al. 2017, Eq. (5).
    /// </summary>
    val leastSquares: labels: LeastSquaresLabels -> dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// T*(x) = f'(u) with u = p(x) / q(x), positive, which makes the variational bound of an f-divergence tight. In the
    /// order of <c>FDivergence</c>: 1 + log u; -1 / u; 2 (u - 1); 1 - u^(-1/2); log 2 + log u - log(1 + u);
    /// H(u - 1) - 1/2. Nowozin et al. 2016, Eq. (5).
    /// </summary>
    val variationalCritic: divergence: FDivergence -> dataDensity: 'T -> generatorDensity: 'T -> 'T when 'T :> IReal<'T>
