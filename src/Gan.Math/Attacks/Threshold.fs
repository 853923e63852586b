namespace Gan.Math.Attacks

open Gan.Math

[<RequireQualifiedAccess>]
module internal Threshold =

    let bisect (steps: int) (holds: 'T -> 'T) (low_N: 'T :> ISamples<'T>) (high_N: 'T) : struct ('T * 'T) =
        let rec go (count: int) (low: 'T) (high: 'T) : struct ('T * 'T) =
            if count = 0 then
                struct (low, high)
            else
                let middle: 'T = (low + high) .* 0.5
                let good = holds middle
                go (count - 1) (select good middle low) (select good high middle)

        go steps low_N high_N
