namespace Gan.Math.Penalties

open Gan.Math

type PenaltyConstants =
    {
        Weight: float
        Target: float
        Deviation: float
    }

type PenaltyDraws =
    | NoDraws
    | UniformWeights
    | NormalNoise

[<Interface>]
type IPenalty =
    abstract Name: string
    abstract Source: string
    abstract Constants: PenaltyConstants
    abstract Draws: PenaltyDraws
    abstract AtGenerated: bool
    abstract Points<'T when 'T :> ITensor<'T>> : draws: 'T * real_NP: 'T * fake_NP: 'T -> 'T
    abstract Value<'T when 'T :> ITensor<'T>> : gradient_NP: 'T -> 'T

[<RequireQualifiedAccess>]
module PenaltyConstants =

    let unused =
        {
            Weight = 10.0
            Target = 1.0
            Deviation = 1.0
        }
