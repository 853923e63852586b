namespace Gan.Math.Training

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Turns
open Gan.Math.Updates

[<NoComparison>]
type Game =
    {
        Loss: ILoss
        Penalty: IPenalty
        PenaltyEvery: int
        Turn: ITurn
        NoiseDeviation: float
        NoiseSteps: int64
        Augmentations: Augmentation list
    }

    member this.PenaltyShare(draw: int64) =
        if Penalty.isNone this.Penalty || (draw - 1L) % int64 this.PenaltyEvery <> 0L then
            0.0
        else
            float this.PenaltyEvery

    member this.Noise(step: int64) =
        InstanceNoise.deviation this.NoiseDeviation (float this.NoiseSteps) (float (step - 1L))

[<RequireQualifiedAccess>]
module Game =

    [<CompiledName("Of")>]
    let ofLoss (loss: ILoss) =
        {
            Loss = loss
            Penalty = Penalty.none
            PenaltyEvery = 1
            Turn = Alternating.turn 1
            NoiseDeviation = 0.0
            NoiseSteps = 1L
            Augmentations = []
        }

[<NoComparison>]
type Average =
    {
        HalfLife: float
        RampUp: float
    }

    member this.Decay(batchSize: int, step: int64) =
        let batch = float batchSize
        Ema.rampedDecay this.HalfLife this.RampUp (batch * float (step - 1L)) batch
