namespace Gan.Math

#nowarn "3535"
#nowarn "3536"

[<Interface>]
type ISamples<'T when 'T :> ISamples<'T>> =
    inherit ITensor<'T>
    static abstract Sign: x: 'T -> 'T
    static abstract Greater: x: 'T * y: 'T -> 'T
    static abstract Select: mask: 'T * x: 'T * y: 'T -> 'T
    static abstract LargestPerSample: x_NP: 'T -> 'T
    static abstract Ranked: x_NK: 'T * k: int -> 'T
    static abstract TakeSamples: x_NP: 'T * positions: int[] -> 'T
    static abstract Elements: x: 'T -> float[]
    static abstract OfElements: like: 'T * elements: float[] -> 'T
    static abstract OfSample: like_NP: 'T * elements_P: float[] -> 'T

[<AutoOpen>]
module internal Samples =

    let sign (x: 'T :> ISamples<'T>) : 'T = 'T.Sign x
    let greater (x: 'T :> ISamples<'T>) (y: 'T) : 'T = 'T.Greater(x, y)
    let exceeds (number: float) (x: 'T :> ISamples<'T>) : 'T = 'T.Greater(x, 'T.Constant(x, number))
    let select (mask: 'T :> ISamples<'T>) (x: 'T) (y: 'T) : 'T = 'T.Select(mask, x, y)

    let selectSamples (mask_N: 'T :> ISamples<'T>) (x_NP: 'T) (y_NP: 'T) : 'T =
        'T.Select('T.Spread(mask_N, x_NP), x_NP, y_NP)

    let scaleSamples (w_N: 'T :> ISamples<'T>) (x_NP: 'T) : 'T = 'T.Spread(w_N, x_NP) * x_NP
    let largestPerSample (x_NP: 'T :> ISamples<'T>) : 'T = 'T.LargestPerSample x_NP
    let opposite (mask: 'T :> ISamples<'T>) : 'T = (-mask) +. 1.0

    let rows (x_NP: 'T :> ISamples<'T>) =
        let elements = 'T.Elements x_NP
        let samples = 'T.Elements(sumPerSample x_NP).Length
        Array.chunkBySize (elements.Length / max samples 1) elements

    let positions (mask_N: 'T :> ISamples<'T>) =
        let values = 'T.Elements mask_N

        [|
            for n in 0 .. values.Length - 1 do
                if values[n] <> 0.0 then
                    n
        |]
