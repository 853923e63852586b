namespace Gan.Math.Turns

open Gan.Math.Updates

[<RequireQualifiedAccess>]
module Simultaneous =

    [<CompiledName("Step")>]
    let step rule context rate (field: 'T -> 'T) parameters slots =
        Update.step rule context rate parameters (field parameters) slots

    [<CompiledName("Turn")>]
    let turn =
        { new ITurn with
            member _.Name = "simultaneous"
            member _.Source = "Nowozin, Cseke and Tomioka 2016, Algorithm 1"
            member _.Constants = Turns.unused
            member _.BatchesPerStep = 1
            member _.MovesTogether = true
            member _.LooksAhead = false
            member _.KeepsGradients = false

            member _.Play(t, players) =
                players.NextBatch()
                players.DifferentiateBoth t
                Turns.moveBoth players t
        }
