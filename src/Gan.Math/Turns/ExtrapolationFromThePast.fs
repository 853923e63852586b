namespace Gan.Math.Turns

open Gan.Math
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module ExtrapolationFromThePast =

    [<CompiledName("Step")>]
    let step rule context rate (field: 'T -> 'T) parameters slots past =
        let struct (ahead, _) = Update.step rule context rate parameters past slots
        let gradient = field ahead

        let struct (moved, next) = Update.step rule context rate parameters gradient slots

        struct (moved, next, gradient)

    [<CompiledName("Turn")>]
    let turn =
        { new ITurn with
            member _.Name = "extrapolation-from-the-past"
            member _.Source = "Gidel et al. 2019, Sec. 3.3"
            member _.Constants = Turns.unused
            member _.BatchesPerStep = 1
            member _.MovesTogether = true
            member _.LooksAhead = true
            member _.KeepsGradients = true

            member _.Play(t, players) =
                players.Mark()
                players.RecallGradients()
                Turns.moveBoth players t
                players.NextBatch()
                players.DifferentiateBoth t
                players.KeepGradients()
                players.Return(slots = true)
                Turns.moveBoth players t
        }
