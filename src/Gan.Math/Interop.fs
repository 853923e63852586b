namespace Gan.Math.CSharp

open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Updates

[<AbstractClass; Sealed>]
type AdversarialLosses =
    static member Discriminator<'T when 'T :> IReal<'T>>(loss: AdversarialLoss, real: 'T, fake: 'T) : 'T =
        AdversarialLoss.discriminator loss real fake

    static member Generator<'T when 'T :> IReal<'T>>(loss: AdversarialLoss, fake: 'T) : 'T =
        AdversarialLoss.generator loss fake

[<AbstractClass; Sealed>]
type UpdateRules =
    static member SlotNames(rule: UpdateRule) : IReadOnlyList<string> = Update.slotNames rule

    static member Step<'T when 'T :> IReal<'T>>
        (rule: UpdateRule, step: int64, rate: float, parameter: 'T, gradient: 'T, slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        Update.step rule step rate parameter gradient slots

[<Sealed; NoComparison; NoEquality>]
type ExperimentReading internal (result: Result<Experiment, Problem list>) =
    member _.Experiment: Experiment | null =
        match result with
        | Ok experiment -> experiment
        | Error _ -> null

    member _.Problems: IReadOnlyList<Problem> =
        match result with
        | Ok _ -> []
        | Error problems -> problems

type Difference =
    { Key: string
      Before: string
      Now: string }

[<AbstractClass; Sealed>]
type Experiments =
    static member Keys: IReadOnlyList<string> = Experiment.keys

    static member Read(settings: IEnumerable<KeyValuePair<string, string>>) =
        settings
        |> Seq.map (|KeyValue|)
        |> Map.ofSeq
        |> Experiment.ofSettings
        |> ExperimentReading

    static member Settings(experiment: Experiment) : IReadOnlyList<KeyValuePair<string, string>> =
        [ for key, value in Experiment.toSettings experiment do
              KeyValuePair(key, value) ]

    static member MayChangeOnResume(key: string) = Experiment.mayChangeOnResume key

    static member Differences(before: Experiment, now: Experiment) : IReadOnlyList<Difference> =
        [ for key, old, current in Experiment.differences before now do
              { Key = key
                Before = old
                Now = current } ]

    static member TotalSteps(experiment: Experiment, stepsPerEpoch: int64) =
        Experiment.totalSteps stepsPerEpoch experiment
