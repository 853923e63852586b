namespace Gan.Math.Losses

open System
open Gan.Math

/// <summary>Properties of a loss that a game has to know beyond its formula. Source: Goodfellow et al. 2014, Sec. 3.</summary>
[<Flags>]
type LossTraits =
    /// <summary>The outputs are scores, and the generator's side looks at those of generated samples alone.</summary>
    | None = 0
    /// <summary>
    /// The outputs are logits of a probability, and the discriminator's side is its cross-entropy: labels can be smoothed,
    /// and a discriminator that is certain of every sample leaves the generator no useful gradient.
    /// </summary>
    | CrossEntropy = 1
    /// <summary>The generator's side depends on the outputs for real samples too.</summary>
    | GeneratorUsesReal = 2

/// <summary>
/// An adversarial loss: what either player minimises at the discriminator's outputs, one value per sample. Its members are
/// generic in the tensor type, so that one value serves every interpretation. Source: Goodfellow et al. 2014, Sec. 3.
/// </summary>
[<Interface>]
type ILoss =
    /// <summary>The name that settings, help and catalogue use.</summary>
    abstract Name: string

    /// <summary>Authors, year and equation.</summary>
    abstract Source: string

    /// <summary>The properties that a game has to know.</summary>
    abstract Traits: LossTraits

    /// <summary>J_D per sample, shape [N], from the outputs for real and generated samples, shape [N] each.</summary>
    abstract Discriminator<'T when 'T :> ITensor<'T>> : real_N: 'T * fake_N: 'T -> 'T

    /// <summary>J_G per sample, shape [N]. The outputs for real samples matter with <c>GeneratorUsesReal</c> alone.</summary>
    abstract Generator<'T when 'T :> ITensor<'T>> : real_N: 'T * fake_N: 'T -> 'T
