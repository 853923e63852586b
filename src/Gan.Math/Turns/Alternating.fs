namespace Gan.Math.Turns

[<RequireQualifiedAccess>]
module Alternating =

    [<CompiledName("Turn")>]
    let turn (discriminatorSteps: int) =
        { new ITurn with
            member _.Name = "alternating"
            member _.Source = "Goodfellow et al. 2014, Algorithm 1"

            member _.Constants =
                { Turns.unused with
                    DiscriminatorSteps = discriminatorSteps
                }

            member _.BatchesPerStep = discriminatorSteps
            member _.MovesTogether = false
            member _.LooksAhead = false
            member _.KeepsGradients = false

            member _.Play(t, players) =
                for k in 1..discriminatorSteps do
                    let count = (t - 1L) * int64 discriminatorSteps + int64 k
                    players.NextBatch()
                    players.Differentiate(Discriminator, count)
                    players.Move(Discriminator, count)

                players.Differentiate(Generator, t)
                players.Move(Generator, t)
        }
