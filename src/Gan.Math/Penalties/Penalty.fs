namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module Penalty =

    [<CompiledName("None")>]
    let none =
        { new IPenalty with
            member _.Name = "none"
            member _.Source = ""
            member _.Constants = PenaltyConstants.unused
            member _.Draws = NoDraws
            member _.AtGenerated = false
            member _.Points(_, real_NP, _) = real_NP
            member _.Value gradient_NP = zerosLike (sumPerSample gradient_NP)
        }

    [<CompiledName("IsNone")>]
    let isNone (penalty: IPenalty) =
        LanguagePrimitives.PhysicalEquality penalty none

    [<CompiledName("All")>]
    let all =
        [
            fun _ -> none
            fun c -> WganGp.penalty c.Weight c.Target
            fun c -> WganGp.oneSided c.Weight c.Target
            fun c -> Dragan.penalty c.Weight c.Target c.Deviation
            fun c -> R1.penalty c.Weight
            fun c -> R2.penalty c.Weight
        ]

    [<CompiledName("Named")>]
    let named =
        [
            for make in all do
                (make PenaltyConstants.unused).Name, make
        ]
