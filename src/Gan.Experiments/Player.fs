namespace Gan.Experiments

open Gan.Math.Training
open Gan.Math.Updates

/// Settings of how one network is updated, and of its average, in the section of its own name.
[<RequireQualifiedAccess>]
module internal Player =

    // Settings that hold a part of their owner.
    let private ofOptimiser (part: Optimiser -> 'T) = Codec.field part
    let private ofAverage (part: Average -> 'T) = Codec.field part

    // What would stand still without a word, or mean nothing.
    let private sensible (section: string) (update: Optimiser) =
        [
            match update.Schedule with
            | StepDecay(0.0, _)
            | Piecewise(0.0, _) ->
                Problem.create
                    $"{section}:ScheduleFinal"
                    "0"
                    $"greater than 0 with Schedule = {Schedule.name update.Schedule}: it is the factor of every decay"
            | _ -> ()
            if update.Algorithm.Name = "nesterov" && update.Dampening > 0.0 then
                Problem.create
                    $"{section}:Dampening"
                    (Text.number update.Dampening)
                    "0 with Update = nesterov: its look-ahead is that of the undampened sum"
            if update.Algorithm.Name = "rmsprop-centred" && update.Beta2 = 0.0 then
                Problem.create
                    $"{section}:Beta2"
                    "0"
                    "greater than 0 with Update = rmsprop-centred: nothing would be left under the root"
        ]

    /// How the network of a section is updated: Adam at a rate and beta1 of its own where nothing is set.
    let optimiser (section: string) (usual: Optimiser) : Codec<Optimiser, Optimiser> =
        codec {
            let! algorithm =
                ofOptimiser
                    _.Algorithm
                    $"{section}:Update"
                    (Text.oneOf Algorithm.named)
                    usual.Algorithm
                    "The update rule (RMSProp takes Beta2 as its decay)."

            and! rate =
                ofOptimiser
                    _.LearningRate
                    $"{section}:LearningRate"
                    Text.positive
                    usual.LearningRate
                    "Learning rate before the schedule."

            and! schedule =
                Schedules.ofSection section |> Codec.by (fun (u: Optimiser) -> u.Schedule)

            and! beta1 =
                ofOptimiser _.Beta1 $"{section}:Beta1" Text.decay usual.Beta1 "Decay of Adam's running mean."

            and! beta2 =
                ofOptimiser
                    _.Beta2
                    $"{section}:Beta2"
                    Text.decay
                    usual.Beta2
                    "Decay of the running mean square of Adam and RMSProp."

            and! epsilon =
                // Below, 32-bit floats lose it, and Adam divides zero by zero.
                ofOptimiser
                    _.Epsilon
                    $"{section}:Epsilon"
                    (Text.real "a number from 1e-30 up" (fun x -> x >= 1e-30))
                    usual.Epsilon
                    "Added to the roots of Adam and RMSProp."

            and! momentum =
                ofOptimiser
                    _.Momentum
                    $"{section}:Momentum"
                    (Text.real "a number between -1 and 1" (fun x -> -1.0 < x && x < 1.0))
                    usual.Momentum
                    "Decay of the running sum of momentum and Nesterov."

            and! dampening =
                ofOptimiser
                    _.Dampening
                    $"{section}:Dampening"
                    (Text.real "a number from 0, less than 1" (fun x -> 0.0 <= x && x < 1.0))
                    usual.Dampening
                    "Part of a new gradient that momentum leaves out."

            and! weightDecay =
                ofOptimiser
                    _.WeightDecay
                    $"{section}:WeightDecay"
                    Text.notNegative
                    usual.WeightDecay
                    "Weight decay: after the rule for adamw, before it for all others; 0 for none."

            and! clipValue =
                ofOptimiser
                    _.ClipValue
                    $"{section}:ClipValue"
                    Text.notNegative
                    usual.ClipValue
                    "Bound of each element of the gradient; 0 for none."

            and! clipNorm =
                ofOptimiser
                    _.ClipNorm
                    $"{section}:ClipNorm"
                    Text.notNegative
                    usual.ClipNorm
                    "Bound of the gradient's Euclidean norm; 0 for none."

            and! clipWeights =
                ofOptimiser
                    _.ClipWeights
                    $"{section}:ClipWeights"
                    Text.notNegative
                    usual.ClipWeights
                    "Bound of each parameter after the step; 0 for none."

            and! lookaheadEvery =
                ofOptimiser
                    _.LookaheadEvery
                    $"{section}:LookaheadEvery"
                    (Text.whole 0L 1_000_000_000L)
                    usual.LookaheadEvery
                    "Steps from one look ahead to the next; 0 for none."

            and! lookaheadFollow =
                ofOptimiser
                    _.LookaheadFollow
                    $"{section}:LookaheadFollow"
                    Text.part
                    usual.LookaheadFollow
                    "Part of the way that Lookahead's slow weights follow the fast ones."

            return
                {
                    Algorithm = algorithm
                    LearningRate = rate
                    Schedule = schedule
                    Beta1 = beta1
                    Beta2 = beta2
                    Epsilon = epsilon
                    Momentum = momentum
                    Dampening = dampening
                    WeightDecay = weightDecay
                    ClipValue = clipValue
                    ClipNorm = clipNorm
                    ClipWeights = clipWeights
                    LookaheadEvery = lookaheadEvery
                    LookaheadFollow = lookaheadFollow
                }
        }
        |> Codec.check (sensible section)

    /// The average of the parameters of a section's network.
    let average (section: string) : Codec<Average, Average> =
        codec {
            let! halfLife =
                ofAverage
                    _.HalfLife
                    $"{section}:AverageHalfLife"
                    Text.notNegative
                    0.0
                    "Half-life, in samples, of the moving average of the weights that samples, attacks and exports use; 0 for none."

            and! rampUp =
                ofAverage
                    _.RampUp
                    $"{section}:AverageRampUp"
                    Text.positive
                    0.05
                    "Half-life of a young average, as a part of the samples seen."

            return { HalfLife = halfLife; RampUp = rampUp }
        }
