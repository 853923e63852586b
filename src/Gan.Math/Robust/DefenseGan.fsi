namespace Gan.Math.Robust

open Gan.Math

/// <summary>A generator as Defense-GAN sees it. Source: Samangouei, Kabkab and Chellappa 2018, "Defense-GAN", Sec. 4.</summary>
type IGenerator<'T when 'T :> ISamples<'T>> =

    /// <summary>G(z), one sample for each row of latents.</summary>
    abstract Samples: latents_NZ: 'T -> 'T

    /// <summary>The gradient of sum_n <c>DefenseGan.error</c> by the latents.</summary>
    abstract Slope: points: 'T * latents_NZ: 'T -> 'T

/// <summary>How the nearest sample is sought. Source: Samangouei et al. 2018, Sec. 4 and Appendix.</summary>
[<NoComparison>]
type DefenseGan =
    {
        /// <summary>L, gradient steps of each descent, at least 0; 200 in the paper.</summary>
        Steps: int
        /// <summary>Learning rate, &gt; 0.</summary>
        Rate: float
        /// <summary>Momentum of the descent, in [0, 1).</summary>
        Momentum: float
    }

/// <summary>
/// Defense-GAN: a classifier is shown the nearest sample that a generator makes, in place of the image. It hides gradients and is no
/// defence: Athalye, Carlini and Wagner 2018, "Obfuscated Gradients", Sec. 5.4.1, attack through it (<c>Bpda</c>). It is here as a
/// baseline. Symbols: x points, z latents, G the generator. In this order, for each start z_0:
/// z_(l+1) = z_l - a momentum step on |G(z_l) - x|^2, L times; of the z_L the one with the least |G(z) - x|^2; then G(z).
/// </summary>
[<RequireQualifiedAccess>]
module DefenseGan =

    /// <summary>
    /// The constants of the paper's code: a rate of 10 on the mean over P pixels, which is 10 / P on the sum, and a momentum of 0.7.
    /// </summary>
    /// <param name="steps">L.</param>
    /// <param name="pixels">P, elements of a sample.</param>
    [<CompiledName("Published")>]
    val published: steps: int -> pixels: int -> DefenseGan

    /// <summary>|G(z) - x|^2 per sample.</summary>
    [<CompiledName("Error")>]
    val error: points_NP: 'T -> samples_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>G(z) of the nearest z that the descents find.</summary>
    /// <param name="options">L and the descent's constants.</param>
    /// <param name="generator">G.</param>
    /// <param name="points">x.</param>
    /// <param name="starts">z_0 of each descent, R of them, one at least.</param>
    /// <exception cref="T:System.ArgumentException">There are no starts.</exception>
    val project:
        options: DefenseGan -> generator: IGenerator<'T> -> points: 'T -> starts: 'T list -> 'T when 'T :> ISamples<'T>
