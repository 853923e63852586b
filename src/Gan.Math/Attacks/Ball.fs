namespace Gan.Math.Attacks

open System
open Gan.Math

type Norm =
    | Linf
    | L2
    | L1

[<RequireQualifiedAccess>]
module Norm =

    [<CompiledName("Named")>]
    let named = [ "linf", Linf; "l2", L2; "l1", L1 ]

    [<CompiledName("OfSamples")>]
    let ofSamples (norm: Norm) (delta_NP: 'T :> ISamples<'T>) : 'T =
        match norm with
        | Linf -> largestPerSample (absolute delta_NP)
        | L2 -> squareRoot (sumPerSample (square delta_NP))
        | L1 -> sumPerSample (absolute delta_NP)

    let ofSample (norm: Norm) (delta_P: float seq) =
        match norm with
        | Linf -> delta_P |> Seq.fold (fun most d -> max most (abs d)) 0.0
        | L2 -> delta_P |> Seq.sumBy (fun d -> d * d) |> Math.Sqrt
        | L1 -> delta_P |> Seq.sumBy abs

    let dualOfSamples (norm: Norm) (x_NP: 'T :> ISamples<'T>) : 'T =
        match norm with
        | Linf -> ofSamples L1 x_NP
        | L2 -> ofSamples L2 x_NP
        | L1 -> ofSamples Linf x_NP

    [<CompiledName("Diameter")>]
    let diameter (norm: Norm) (size: int) = ofSample norm (Seq.replicate size 1.0)

[<NoComparison>]
type Ball = { Norm: Norm; Radius: float }

[<RequireQualifiedAccess>]
module Ball =

    // Where the norm is within the radius already nothing is divided, so that a perturbation of 0 stays 0.
    let private within (radius: float) (norm_N: 'T :> ISamples<'T>) (delta: 'T) : 'T =
        let factor: 'T =
            'T.Constant(norm_N, radius) / maximum norm_N ('T.Constant(norm_N, radius))

        select (spread (exceeds radius norm_N) delta) (scaleSamples factor delta) delta

    let private projectL2 (radius: float) (clean: 'T :> ISamples<'T>) (delta: 'T) : 'T =
        let low: 'T = -clean
        let high: 'T = opposite clean
        let inBox (scaled: 'T) : 'T = minimum (maximum scaled low) high
        let shrunk (s_N: 'T) : 'T = inBox (scaleSamples s_N delta)
        let one: 'T = (zerosLike (Norm.ofSamples L2 delta)) +. 1.0

        let fits (s_N: 'T) : 'T =
            opposite (exceeds radius (Norm.ofSamples L2 (shrunk s_N)))

        let struct (low_N, _) = Threshold.bisect 48 fits (zerosLike one) one
        shrunk (select (fits one) one low_N)

    // How far the box lets each element go: 1 - x upwards, x downwards.
    let private room (points: 'T :> ISamples<'T>) (direction: 'T) : 'T =
        select (exceeds 0.0 direction) (opposite points) points

    let private projectL1 (radius: float) (clean: 'T :> ISamples<'T>) (delta: 'T) : 'T =
        let direction = sign delta
        let size = absolute delta
        let room: 'T = room clean delta

        let kept (theta_N: 'T) : 'T =
            minimum (relu (size - spread theta_N size)) room

        let excess (theta_N: 'T) : 'T =
            exceeds radius (sumPerSample (kept theta_N))

        let zero: 'T = zerosLike (sumPerSample size)
        let struct (_, theta) = Threshold.bisect 48 excess zero (largestPerSample size)
        direction * kept (select (excess zero) theta zero)

    [<CompiledName("Project")>]
    let project (ball: Ball) (clean: 'T :> ISamples<'T>) (points: 'T) : 'T =
        let delta: 'T = points - clean

        match ball.Norm with
        | Linf -> clamp 0.0 1.0 (clean + clamp -ball.Radius ball.Radius delta)
        | L2 -> clamp 0.0 1.0 (clean + projectL2 ball.Radius clean delta)
        | L1 -> clamp 0.0 1.0 (clean + projectL1 ball.Radius clean delta)

    let rescale (ball: Ball) (clean: 'T :> ISamples<'T>) (points: 'T) : 'T =
        match ball.Norm with
        | Linf
        | L1 -> project ball clean points
        | L2 ->
            let delta: 'T = points - clean
            clamp 0.0 1.0 (clean + within ball.Radius (Norm.ofSamples L2 delta) delta)

    // As the authors' programs have it: 0 / 0 becomes 0, and a gradient as small as this loses length.
    let private tiny = 1e-12

    let steepest (norm: Norm) (gradient_NP: 'T :> ISamples<'T>) : 'T =
        match norm with
        | Linf -> sign gradient_NP
        | L2 ->
            let length: 'T = Norm.ofSamples L2 gradient_NP +. tiny
            gradient_NP / spread length gradient_NP
        | L1 -> 'T.Ranked(absolute gradient_NP, 1) * sign gradient_NP

    // Where one element is at the box's end the next largest takes over, so that no part of a step is lost.
    let private greedy (length: float) (points: 'T :> ISamples<'T>) (gradient_NP: 'T) : 'T =
        let size = absolute gradient_NP
        let room: 'T = room points gradient_NP

        let above (theta_N: 'T) : 'T =
            room * greater size (spread theta_N size)

        let excess (theta_N: 'T) : 'T =
            exceeds length (sumPerSample (above theta_N))

        let zero: 'T = zerosLike (sumPerSample size)
        let struct (low, high) = Threshold.bisect 48 excess zero (largestPerSample size)
        let first = above high
        // Equal elements, to within rounding: they share what is left.
        let last: 'T = above low - first
        let left: 'T = 'T.Constant(zero, length) - sumPerSample first
        let share = clamp 0.0 1.0 (left / (sumPerSample last +. tiny))
        sign gradient_NP * (first + scaleSamples share last)

    let ascent (norm: Norm) (length: float) (points: 'T :> ISamples<'T>) (gradient_NP: 'T) : 'T =
        match norm with
        | Linf
        | L2 -> steepest norm gradient_NP .* length
        | L1 -> greedy length points gradient_NP

    let start (ball: Ball) (clean: 'T :> ISamples<'T>) (noise_NP: 'T) : 'T =
        match ball.Norm with
        | Linf
        | L2 ->
            let size: 'T = Norm.ofSamples ball.Norm noise_NP +. tiny
            clamp 0.0 1.0 (clean + (noise_NP / spread size noise_NP .* ball.Radius))
        | L1 -> project ball clean (clean + noise_NP)
