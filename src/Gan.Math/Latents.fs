namespace Gan.Math

open System

[<RequireQualifiedAccess>]
module Latents =

    // Below this sine of the angle both formulas agree to float64.
    let private sameDirection = 1e-9

    [<CompiledName("OfMixture")>]
    let ofMixture (deviation: float) (mean_ND: 'T :> IReal<'T>) (noise_ND: 'T) : 'T =
        addScaled deviation noise_ND mean_ND

    [<CompiledName("Truncate")>]
    let truncate (psi: float) (center_ND: 'T :> IReal<'T>) (z_ND: 'T) : 'T =
        addScaled psi (z_ND - center_ND) center_ND

    [<CompiledName("Interpolate")>]
    let interpolate (mu: float) (p: float[]) (q: float[]) =
        if p.Length <> q.Length then
            invalidArg (nameof q) $"{q.Length} numbers, and p has {p.Length}"

        let inner = Array.fold2 (fun sum a b -> sum + a * b) 0.0
        let lengths = sqrt (inner p p) * sqrt (inner q q)

        let omega =
            if lengths = 0.0 then
                0.0
            else
                acos (min 1.0 (max -1.0 (inner p q / lengths)))

        let ofP, ofQ =
            if sin omega < sameDirection then
                1.0 - mu, mu
            else
                sin ((1.0 - mu) * omega) / sin omega, sin (mu * omega) / sin omega

        Array.map2 (fun a b -> ofP * a + ofQ * b) p q
