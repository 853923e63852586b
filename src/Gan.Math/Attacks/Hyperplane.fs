namespace Gan.Math.Attacks

open Gan.Math

[<RequireQualifiedAccess>]
module Hyperplane =

    // The least lambda >= 0 with sum_p weight_p min(lambda, reach_p) = goal, or the largest reach where there is none.
    let private level (weight: 'T :> ISamples<'T>) (reach: 'T) (goal_N: 'T) : 'T =
        let filled: 'T = weight * reach
        let short: 'T = goal_N - sumPerSample filled
        let most = largestPerSample reach

        // All that is not full yet rises together; what turns out to be full is taken out, until nothing more is.
        let rec rise (count: int) (lambda_N: 'T) : 'T =
            let open': 'T = greater reach (spread lambda_N reach)
            let slope: 'T = sumPerSample (open' * weight)
            let needed: 'T = short + sumPerSample (open' * filled)
            let next: 'T = needed / slope
            let next: 'T = select (exceeds 0.0 slope) (minimum next most) most
            let higher = greater next lambda_N

            if count = 0 || Array.isEmpty (positions higher) then
                lambda_N
            else
                rise (count - 1) (select higher next lambda_N)

        rise 1000 (zerosLike goal_N)

    // The largest weights are filled first; those at the threshold share what is left.
    let private greedy (weight: 'T :> ISamples<'T>) (room: 'T) (goal_N: 'T) : 'T =
        let gain: 'T = weight * room
        let above (theta_N: 'T) : 'T = greater weight (spread theta_N weight)
        let total (mask: 'T) : 'T = sumPerSample (mask * gain)

        let enough (theta_N: 'T) : 'T =
            opposite (greater goal_N (total (above theta_N)))
        // Below 0 everything is filled, at the largest weight nothing.
        let most = largestPerSample weight
        let struct (low, high) = Threshold.bisect 48 enough (-most) most
        let full: 'T = above high
        let partly: 'T = above low - full
        let missing: 'T = goal_N - total full
        let share: 'T = missing / total partly

        let share =
            select (exceeds 0.0 (total partly)) (clamp 0.0 1.0 share) (zerosLike missing)

        let filled: 'T = full * room
        let shared: 'T = partly * room
        filled + scaleSamples share shared

    let step (norm: Norm) (normals_NP: 'T :> ISamples<'T>) (missing_N: 'T) (points_NP: 'T) : 'T =
        // c = 0 counts as positive: then nothing moves.
        let upwards: 'T = opposite (exceeds 0.0 (-missing_N))
        let sense: 'T = (upwards .* 2.0) +. -1.0
        let v = scaleSamples sense normals_NP
        let size = absolute v
        let goal: 'T = missing_N * sense

        let counted =
            match norm with
            | Linf -> exceeds 0.0 size
            | L2
            | L1 -> opposite (exceeds 0.0 (-(size +. -1e-8)))

        let room: 'T = select (exceeds 0.0 v) (opposite points_NP) points_NP
        let room: 'T = room * counted
        let weight: 'T = size * counted

        let length: 'T =
            match norm with
            | Linf -> minimum (spread (level weight room goal) room) room
            | L2 ->
                // min(lambda |v|, u) = |v| min(lambda, u / |v|)
                let reach: 'T = select counted (room / size) room
                minimum (scaleSamples (level (square weight) reach goal) weight) room
            | L1 -> greedy weight room goal

        sign v * length
