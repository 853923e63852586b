namespace Gan.Math.Training

open Gan.Math.Updates

[<NoComparison>]
type AlgorithmConstants =
    {
        Beta1: float
        Beta2: float
        Epsilon: float
        Momentum: float
        Dampening: float
    }

[<NoComparison; CustomEquality>]
type Algorithm =
    {
        Name: string
        Decoupled: bool
        Stages: AlgorithmConstants -> UpdateRule list
    }

    override this.Equals(other: obj | null) =
        match other with
        | :? Algorithm as other -> this.Name = other.Name
        | _ -> false

    override this.GetHashCode() = this.Name.GetHashCode()

[<RequireQualifiedAccess>]
module Algorithm =

    let private adam (c: AlgorithmConstants) : Adam =
        {
            Beta1 = c.Beta1
            Beta2 = c.Beta2
            Epsilon = c.Epsilon
        }

    let private rmsProp (centred: bool) (c: AlgorithmConstants) =
        RmsProp
            {
                Decay = c.Beta2
                Epsilon = c.Epsilon
                Centred = centred
            }

    let private momentum (nesterov: bool) (c: AlgorithmConstants) =
        Momentum
            {
                Decay = c.Momentum
                Dampening = c.Dampening
                Nesterov = nesterov
            }

    let private algorithm (name: string) (stages: AlgorithmConstants -> UpdateRule list) =
        {
            Name = name
            Decoupled = false
            Stages = stages
        }

    [<CompiledName("All")>]
    let all =
        [
            algorithm "sgd" (fun _ -> [])
            algorithm "momentum" (fun c -> [ momentum false c ])
            algorithm "nesterov" (fun c -> [ momentum true c ])
            algorithm "rmsprop" (fun c -> [ rmsProp false c ])
            algorithm "rmsprop-centred" (fun c -> [ rmsProp true c ])
            algorithm "adam" (fun c -> [ Adam(adam c) ])
            { algorithm "adamw" (fun c -> [ Adam(adam c) ]) with
                Decoupled = true
            }
            algorithm "amsgrad" (fun c -> [ AmsGrad(adam c) ])
            algorithm "optimistic" (fun _ -> [ Optimism ])
            algorithm "optimistic-adam" (fun c -> [ Adam(adam c); Optimism ])
        ]

    [<CompiledName("Named")>]
    let named = [ for algorithm in all -> algorithm.Name, algorithm ]

[<NoComparison>]
type Optimiser =
    {
        Algorithm: Algorithm
        LearningRate: float
        Schedule: Schedule
        Beta1: float
        Beta2: float
        Epsilon: float
        Momentum: float
        Dampening: float
        WeightDecay: float
        ClipValue: float
        ClipNorm: float
        ClipWeights: float
        LookaheadEvery: int64
        LookaheadFollow: float
    }

    member this.Rule =
        let decay = this.WeightDecay > 0.0

        let constants =
            {
                Beta1 = this.Beta1
                Beta2 = this.Beta2
                Epsilon = this.Epsilon
                Momentum = this.Momentum
                Dampening = this.Dampening
            }

        UpdateRule.chain
            [
                if this.ClipNorm > 0.0 then
                    NormClipping this.ClipNorm
                if this.ClipValue > 0.0 then
                    ValueClipping this.ClipValue
                if decay && not this.Algorithm.Decoupled then
                    WeightDecay this.WeightDecay
                yield! this.Algorithm.Stages constants
                if decay && this.Algorithm.Decoupled then
                    WeightDecay this.WeightDecay
                if this.LookaheadEvery > 0L then
                    Lookahead
                        {
                            Every = this.LookaheadEvery
                            Follow = this.LookaheadFollow
                        }
                if this.ClipWeights > 0.0 then
                    WeightClipping this.ClipWeights
            ]

    member this.Rate(total: int64, step: int64) =
        this.LearningRate * Schedule.factor this.Schedule total step

[<RequireQualifiedAccess>]
module Optimiser =

    [<CompiledName("Adam")>]
    let adam (rate: float) (beta1: float) (beta2: float) =
        {
            Algorithm = Algorithm.all |> List.find (fun algorithm -> algorithm.Name = "adam")
            LearningRate = rate
            Schedule = Constant
            Beta1 = beta1
            Beta2 = beta2
            Epsilon = 1e-8
            Momentum = 0.9
            Dampening = 0.0
            WeightDecay = 0.0
            ClipValue = 0.0
            ClipNorm = 0.0
            ClipWeights = 0.0
            LookaheadEvery = 0L
            LookaheadFollow = 0.5
        }
