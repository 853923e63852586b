namespace Gan.Math.Theory

open System

[<RequireQualifiedAccess>]
module GameValue =

    [<CompiledName("Value")>]
    let value (data: Distribution) (generator: Distribution) (discriminator: float seq) =
        let term (weight: float) (probability: float) =
            if weight = 0.0 then 0.0 else weight * Math.Log probability

        let d = Seq.toArray discriminator

        Array.sum (Array.map2 term data.Probabilities d)
        + Array.sum (Array.map2 term generator.Probabilities (Array.map (fun a -> 1.0 - a) d))

    [<CompiledName("AtOptimalDiscriminator")>]
    let atOptimalDiscriminator (data: Distribution) (generator: Distribution) =
        -Math.Log 4.0 + 2.0 * Divergences.jensenShannon data generator
