namespace Gan.Math

// Static abstract members are the point of this file: FS3535 and FS3536 warn that they are advanced.
#nowarn "3535"
#nowarn "3536"

/// <summary>
/// A tensor whose elements can be compared and whose samples can be told apart, chosen and read: what attacks need beyond
/// <c>ITensor</c>. None of these has a derivative. Masks hold 1 and 0. Source of the idea: as <c>IReal</c>.
/// </summary>
[<Interface>]
type ISamples<'T when 'T :> ISamples<'T>> =
    inherit ITensor<'T>

    /// <summary>-1, 0 or 1.</summary>
    static abstract Sign: x: 'T -> 'T

    /// <summary>1 where x &gt; y, else 0, elementwise; a side without axes goes with every element.</summary>
    static abstract Greater: x: 'T * y: 'T -> 'T

    /// <summary>x where the mask is not 0, else y, elementwise; what is not chosen may be infinite.</summary>
    static abstract Select: mask: 'T * x: 'T * y: 'T -> 'T

    /// <summary>max_p x_np, one number per sample: shape [N].</summary>
    static abstract LargestPerSample: x_NP: 'T -> 'T

    /// <summary>1 at the k-th largest element of each sample, else 0; of equal elements the first comes first.</summary>
    static abstract Ranked: x_NK: 'T * k: int -> 'T

    /// <summary>The samples with these positions, in this order.</summary>
    static abstract TakeSamples: x_NP: 'T * positions: int[] -> 'T

    /// <summary>All elements, in row-major order; on a device, a transfer.</summary>
    static abstract Elements: x: 'T -> float[]

    /// <summary>A tensor of like's shape from its elements in row-major order.</summary>
    static abstract OfElements: like: 'T * elements: float[] -> 'T

    /// <summary>A tensor of like's shape whose samples all have these elements.</summary>
    static abstract OfSample: like_NP: 'T * elements_P: float[] -> 'T

/// <summary>The operations of <c>ISamples</c> as functions. Source: the notation of Croce and Hein 2020.</summary>
[<AutoOpen>]
module internal Samples =

    /// <summary>-1, 0 or 1.</summary>
    val sign: x: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>1 where x &gt; y, else 0.</summary>
    val greater: x: 'T -> y: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>1 where x &gt; the number, else 0.</summary>
    val exceeds: number: float -> x: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>x where the mask is not 0, else y.</summary>
    val select: mask: 'T -> x: 'T -> y: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>Whole samples: x_n where the mask's n-th element is not 0, else y_n.</summary>
    val selectSamples: mask_N: 'T -> x_NP: 'T -> y_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>w_n x_np.</summary>
    val scaleSamples: w_N: 'T -> x_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>max_p x_np.</summary>
    val largestPerSample: x_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>1 - mask.</summary>
    val opposite: mask: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>Each sample's elements, in row-major order.</summary>
    val rows: x_NP: 'T -> float[][] when 'T :> ISamples<'T>

    /// <summary>The positions of the samples whose mask is not 0.</summary>
    val positions: mask_N: 'T -> int[] when 'T :> ISamples<'T>
