namespace Gan.Math.Turns

open System.Collections.Generic
open Gan.Math

type Player =
    | Discriminator
    | Generator

[<Interface>]
type IGameField<'T when 'T :> ISamples<'T>> =
    abstract Field: IReadOnlyList<'T>

    abstract Count: int
    abstract TransposedProduct: unit -> IReadOnlyList<'T>

    abstract Product: unit -> IReadOnlyList<'T>

[<Interface>]
type ICorrection =
    abstract Correct<'T when 'T :> ISamples<'T>> : field: IGameField<'T> -> IReadOnlyList<'T>

[<Interface>]
type IPlayers =
    abstract NextBatch: unit -> unit

    abstract Differentiate: player: Player * draw: int64 -> unit

    abstract DifferentiateBoth: draw: int64 -> unit

    abstract DifferentiateCorrected: draw: int64 * correction: ICorrection -> unit

    abstract Move: player: Player * count: int64 -> unit

    abstract Mark: unit -> unit

    abstract Return: slots: bool -> unit

    abstract KeepGradients: unit -> unit

    abstract RecallGradients: unit -> unit

type TurnConstants =
    {
        DiscriminatorSteps: int
        Weight: float
    }

[<Interface>]
type ITurn =
    abstract Name: string

    abstract Source: string

    abstract Constants: TurnConstants

    abstract BatchesPerStep: int

    abstract MovesTogether: bool

    abstract LooksAhead: bool

    abstract KeepsGradients: bool

    abstract Play: t: int64 * players: IPlayers -> unit

[<RequireQualifiedAccess>]
module Turns =

    let unused = { DiscriminatorSteps = 1; Weight = 1.0 }

    let moveBoth (players: IPlayers) (count: int64) =
        players.Move(Discriminator, count)
        players.Move(Generator, count)

    let corrected (name: string) (source: string) (weight: float) (correction: ICorrection) =
        { new ITurn with
            member _.Name = name
            member _.Source = source
            member _.Constants = { unused with Weight = weight }
            member _.BatchesPerStep = 1
            member _.MovesTogether = true
            member _.LooksAhead = false
            member _.KeepsGradients = false

            member _.Play(t, players) =
                players.NextBatch()
                players.DifferentiateCorrected(t, correction)
                moveBoth players t
        }
