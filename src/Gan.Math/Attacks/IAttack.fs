namespace Gan.Math.Attacks

open Gan.Math

[<Struct>]
type AttackRun = { TargetRank: int; Restart: int }

[<Interface>]
type IAttack =
    abstract Name: string
    abstract Source: string
    abstract UsesGradients: bool
    abstract Steps: int
    abstract Runs: classes: int -> AttackRun list
    abstract Start<'T when 'T :> ISamples<'T>> : problem: Problem<'T> -> ISearch<'T>

[<RequireQualifiedAccess>]
module AttackRun =

    let repeated (restarts: int) =
        [ for restart in 0 .. restarts - 1 -> { TargetRank = 0; Restart = restart } ]

    let targeted (restart: int -> int) (targets: int) (classes: int) =
        [
            for rank in 2 .. min (targets + 1) classes ->
                {
                    TargetRank = rank
                    Restart = restart rank
                }
        ]
