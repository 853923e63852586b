namespace Gan.Math.Updates

open System
open Gan.Math

[<RequireQualifiedAccess>]
module Ema =

    [<CompiledName("Decay")>]
    let decay (halfLife: float) (step: float) =
        if not (halfLife > 0.0) then
            raise (ArgumentOutOfRangeException(nameof halfLife, halfLife, "A half-life is positive."))

        if not (step >= 0.0) then
            raise (ArgumentOutOfRangeException(nameof step, step, "A number of samples is not negative."))

        Math.Pow(2.0, -step / halfLife)

    let rampedDecay (halfLife: float) (rampUp: float) (seen: float) (step: float) =
        let own = decay halfLife step // refuses what is no half-life
        let ramped = rampUp * seen

        if ramped >= halfLife then own
        elif ramped = 0.0 then 0.0
        else decay ramped step

    [<CompiledName("Update")>]
    let update (decay: float) (average: 'T :> IReal<'T>) (value: 'T) : 'T =
        (average .* decay) + (value .* (1.0 - decay))
