namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Classifiers behind a defence that has no useful gradient, as attacks that know of it see them.
/// Source: Athalye, Carlini and Wagner 2018, "Obfuscated Gradients Give a False Sense of Security", Sec. 4.1.
/// </summary>
[<RequireQualifiedAccess>]
module Bpda =

    /// <summary>
    /// z(g(x)) forwards, and backwards the gradient of z at g(x), as if g were the identity: the approximation that holds
    /// where g(x) is near x.
    /// </summary>
    /// <param name="defence">g, from points to points of the same shape.</param>
    /// <param name="classifier">z.</param>
    val straightThrough: defence: ('T -> 'T) -> classifier: IClassifier<'T> -> IClassifier<'T> when 'T :> ISamples<'T>

/// <summary>
/// Randomised classifiers, by expectation over their draws.
/// Source: Athalye et al. 2018, "Synthesizing Robust Adversarial Examples", Sec. 2.1.
/// </summary>
[<RequireQualifiedAccess>]
module Eot =

    /// <summary>Means of logits, values and gradients over so many calls; judgement too is by mean logits.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There are fewer than one draws.</exception>
    [<CompiledName("Average")>]
    val average: draws: int -> classifier: IClassifier<'T> -> IClassifier<'T> when 'T :> ISamples<'T>
