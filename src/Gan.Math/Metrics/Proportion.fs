namespace Gan.Math.Metrics

open System

[<RequireQualifiedAccess>]
module Proportion =

    let private z = 1.959963984540054

    [<CompiledName("Interval")>]
    let interval (successes: int) (trials: int) =
        if trials < 1 then
            raise (ArgumentOutOfRangeException(nameof trials, trials, "There are no trials."))

        if successes < 0 || successes > trials then
            raise (ArgumentOutOfRangeException(nameof successes, successes, $"Not from 0 to {trials}."))

        let n = float trials
        let p = float successes / n
        let middle = p + z * z / (2.0 * n)
        let half = z * sqrt (p * (1.0 - p) / n + z * z / (4.0 * n * n))
        let scale = 1.0 + z * z / n
        // Rounding would leave the share itself outside at 0 and 1, or the ends outside [0, 1].
        struct (max 0.0 (min p ((middle - half) / scale)), min 1.0 (max p ((middle + half) / scale)))
