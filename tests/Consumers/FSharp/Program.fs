// A GAN on one-dimensional Gaussians, on plain arrays, with gradients by dual numbers: what a user of the package writes.
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Updates

let wantedMean, wantedDeviation = 3.0, 0.5
let batch, steps = 64, 1500

let draws (purpose: string) (step: int64) =
    let key = Seeds.derive 7UL purpose (uint64 step)
    Reference.vector (Seq.init batch (fun i -> Seeds.normal key (uint64 i)))

type Number = Dual<Reference>

/// x = deviation z + mean
let generate (g: Number list) (z: Number) = z * g[0] + g[1]

/// a x^2 + b x + c, which can tell any two Gaussians apart
let score (d: Number list) (x: Number) = x * x * d[0] + x * d[1] + d[2]

/// The gradient of a mean loss by every parameter: one run of the loss with that parameter moving.
let gradient (parameters: Reference list) (loss: Number list -> Number) =
    [
        for moving in 0 .. parameters.Length - 1 ->
            parameters
            |> List.mapi (fun i p -> if i = moving then Dual.variable p else Dual.constant p)
            |> loss
            |> mean
            |> _.Tangent
    ]

let adam =
    Adam
        {
            Beta1 = 0.5
            Beta2 = 0.9
            Epsilon = 1e-8
        }

let move step (parameters: (Reference * Slots<Reference>) list) (gradients: Reference list) =
    List.map2
        (fun (p, slots) g ->
            let struct (p, slots) =
                Update.step adam { Step = step; GradientNorm = 0.0 } 0.01 p g slots

            p, slots)
        parameters
        gradients

let play (d, g) (step: int64) =
    let fixedAt player =
        player |> List.map (fst >> Dual.constant)

    let real = Dual.constant ((draws "real" step .* wantedDeviation) +. wantedMean)
    let fake = generate (fixedAt g) (Dual.constant (draws "fake" step))

    let discriminatorLoss (d: Number list) =
        let slope = (real * d[0] .* 2.0) + d[1] // the score's gradient by its input

        NonSaturating.discriminator (score d real) (score d fake)
        + (R1.penalty 0.5).Value slope

    let d = move step d (gradient (List.map fst d) discriminatorLoss)
    let latents = Dual.constant (draws "latents" step)

    let generatorLoss (g: Number list) =
        NonSaturating.generator (score (fixedAt d) (generate g latents))

    d, move step g (gradient (List.map fst g) generatorLoss)

let start =
    List.map (fun (x: float) -> Reference.scalar x, Update.init (Reference.scalar x))

let _, generator =
    Seq.fold play (start [ 0.0; 0.0; 0.0 ], start [ 1.0; 0.0 ]) [ 1L .. int64 steps ]

let deviation, mean' = abs (fst generator[0]).Item, (fst generator[1]).Item
printfn $"generator: mean {mean':F3}, deviation {deviation:F3}; data: mean {wantedMean}, deviation {wantedDeviation}"

exit (
    if abs (mean' - wantedMean) < 0.15 && abs (deviation - wantedDeviation) < 0.15 then
        0
    else
        1
)
