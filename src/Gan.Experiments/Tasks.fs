namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Training
open Gan.Math.Updates

[<NoComparison>]
type SampleEvaluation = { Count: int; Every: int64 }

type LatentMixture = { Components: int; Deviation: float }

[<NoComparison>]
type GanTraining =
    {
        Architecture: IGanArchitecture
        Networks: GanNetworks
        Mixture: LatentMixture option
        Truncation: float
        ClassWeight: float
        Loss: ILoss
        RealLabel: float
        FakeLabel: float
        Game: Game
        CollapseSteps: int64
        Generator: Optimiser
        Discriminator: Optimiser
        Average: Average
        Evaluation: SampleEvaluation option
    }

[<NoComparison>]
type LearnedAttacker = { Width: int; Update: Optimiser }

[<NoComparison>]
type GeneratedData =
    {
        Share: float
        Count: int
        Run: string
    }

[<NoComparison>]
type ClassifierTraining =
    {
        Architecture: IClassifierArchitecture
        Outputs: int
        Robust: RobustTraining
        Attacker: LearnedAttacker option
        Update: Optimiser
        Average: Average
        Validation: Validation option
        Generated: GeneratedData option
    }

[<NoComparison>]
type Student =
    {
        Architecture: IClassifierArchitecture
        Update: Optimiser
    }

[<NoComparison>]
type AdvGanTraining =
    {
        Victim: string
        Student: Student option
        Radius: float
        Weights: AdvGanWeights
        Loss: ILoss
        Width: int
        Generator: Optimiser
        Discriminator: Optimiser
    }
