namespace Gan.Math.Turns

open Gan.Math
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module Extragradient =

    [<CompiledName("Step")>]
    let step rule (context: StepContext) rate (field: 'T -> 'T) parameters slots =
        // The rule counts both as steps: its slots move twice.
        let at (count: int64) = { context with Step = count }

        let struct (ahead, next) =
            Update.step rule (at (2L * context.Step - 1L)) rate parameters (field parameters) slots

        Update.step rule (at (2L * context.Step)) rate parameters (field ahead) next

    [<CompiledName("Turn")>]
    let turn =
        { new ITurn with
            member _.Name = "extragradient"
            member _.Source = "Korpelevich 1976; Gidel et al. 2019, Sec. 3.2"
            member _.Constants = Turns.unused
            member _.BatchesPerStep = 2
            member _.MovesTogether = true
            member _.LooksAhead = true
            member _.KeepsGradients = false

            member _.Play(t, players) =
                let ahead, back = 2L * t - 1L, 2L * t
                players.Mark()
                players.NextBatch()
                players.DifferentiateBoth ahead
                Turns.moveBoth players ahead
                players.NextBatch()
                players.DifferentiateBoth back
                players.Return(slots = false)
                Turns.moveBoth players back
        }
