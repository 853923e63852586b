namespace Gan.Math.Losses

open Gan.Math

/// <summary>A random change of the images that the discriminator sees, real and generated alike, through which the generator's gradient goes.</summary>
type Augmentation =
    /// <summary>Brightness, saturation and contrast.</summary>
    | Colour
    /// <summary>A shift by up to an eighth of the side, grey behind it.</summary>
    | Translation
    /// <summary>A grey square of half the side.</summary>
    | Cutout

/// <summary>
/// The changes, each from draws u that are uniform in [0, 1).
/// Source: Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", Sec. 3.2 and Appendix A; the article's pixels lie in
/// [-1, 1], so that here, with pixels in [0, 1], the brightness changes by half as much, and what its zeros fill is 1/2.
/// </summary>
/// <remarks>Symbols: x_NP images of pixels in [0, 1]; planes their channels, c of them; u_N one draw per image; s the side in pixels.</remarks>
[<RequireQualifiedAccess>]
module Augmentation =

    /// <summary>Augmentations that go together, with the names that configuration files use.</summary>
    [<CompiledName("Policies")>]
    val policies: (string * Augmentation list) list

    /// <summary>x + (u - 1/2) / 2.</summary>
    [<CompiledName("Brighten")>]
    val brighten: u_N: 'T -> x_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>g + 2 u (x_c - g), with g = (1/c) sum_c x_c: grey at u = 0, twice the colour at 1.</summary>
    val saturate: u_N: 'T -> planes: 'T list -> 'T list when 'T :> ITensor<'T>

    /// <summary>m + (u + 1/2) (x - m), with m the mean of the P numbers of an image; size is P.</summary>
    [<CompiledName("Contrast")>]
    val contrast: size: int -> u_N: 'T -> x_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>1/2, the pixel behind shifts and in cuts.</summary>
    [<CompiledName("Fill")>]
    val fill: float

    /// <summary>r = floor(s / 8 + 1/2), the largest shift in pixels.</summary>
    [<CompiledName("Reach")>]
    val reach: side: int -> int

    /// <summary>A shift in pixels, floor(u (2 r + 1)) - r.</summary>
    [<CompiledName("Translation")>]
    val translation: side: int -> u: float -> int

    /// <summary>First row of the square, and the one behind its last: c = floor(u (s + 1 - (l mod 2))) with l = floor(s / 2 + 1/2), from c - floor(l / 2) on l rows, cut at the border.</summary>
    [<CompiledName("Cutout")>]
    val cutout: side: int -> u: float -> struct (int * int)

    /// <summary>x where kept_NP, ones and zeros, is 1, else 1/2: kept (x - 1/2) + 1/2.</summary>
    [<CompiledName("Cut")>]
    val cut: kept_NP: 'T -> x_NP: 'T -> 'T when 'T :> ITensor<'T>
