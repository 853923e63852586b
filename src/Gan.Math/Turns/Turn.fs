namespace Gan.Math.Turns

[<RequireQualifiedAccess>]
module Turn =

    [<CompiledName("All")>]
    let all =
        [
            fun c -> Alternating.turn c.DiscriminatorSteps
            fun _ -> Simultaneous.turn
            fun _ -> Extragradient.turn
            fun _ -> ExtrapolationFromThePast.turn
            fun c -> Consensus.turn c.Weight
            fun c -> Symplectic.turn c.Weight
        ]

    [<CompiledName("Named")>]
    let named =
        [
            for make in all do
                (make Turns.unused).Name, make
        ]
