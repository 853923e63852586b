namespace Gan.Math.CSharp

open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Updates

/// <summary>The adversarial losses for C#. Source: <c>Gan.Math.Losses</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type AdversarialLosses =

    /// <summary>The discriminator's loss per sample, to be minimised, from logits.</summary>
    static member Discriminator<'T when 'T :> IReal<'T>> : loss: AdversarialLoss * real: 'T * fake: 'T -> 'T

    /// <summary>The generator's loss per sample, to be minimised, from logits.</summary>
    static member Generator<'T when 'T :> IReal<'T>> : loss: AdversarialLoss * fake: 'T -> 'T

/// <summary>
/// The update rules for C#, over any number or tensor type; <c>Fused</c> is the form for flat buffers.
/// Source: <c>Gan.Math.Updates</c>, which holds the formulas.
/// </summary>
[<AbstractClass; Sealed>]
type UpdateRules =

    /// <summary>Names of the arrays that the rule keeps between steps, in the order of the slots.</summary>
    static member SlotNames: rule: UpdateRule -> IReadOnlyList<string>

    /// <summary>One descent step t (from 1): the moved parameter and the slots' next values.</summary>
    static member Step<'T when 'T :> IReal<'T>> :
        rule: UpdateRule * step: int64 * rate: float * parameter: 'T * gradient: 'T * slots: Slots<'T> ->
            struct ('T * Slots<'T>)

/// <summary>What reading an experiment gave: a value, or every problem. Source: <c>Gan.Math.Experiments</c>.</summary>
[<Sealed; NoComparison; NoEquality>]
type ExperimentReading =

    /// <summary>The experiment; null if there are problems.</summary>
    member Experiment: Experiment | null

    /// <summary>Every problem; empty if there is an experiment.</summary>
    member Problems: IReadOnlyList<Problem>

/// <summary>A setting that differs between two experiments. Source: <c>Gan.Math.Experiments</c>.</summary>
type Difference =
    { Key: string
      Before: string
      Now: string }

/// <summary>Reading, printing and comparing experiments for C#. Source: <c>Gan.Math.Experiments</c>.</summary>
[<AbstractClass; Sealed>]
type Experiments =

    /// <summary>Every setting's key.</summary>
    static member Keys: IReadOnlyList<string>

    /// <summary>Reads an experiment from texts by key.</summary>
    static member Read: settings: IEnumerable<KeyValuePair<string, string>> -> ExperimentReading

    /// <summary>The settings that read back as this experiment, in the order of <c>Keys</c>.</summary>
    static member Settings: experiment: Experiment -> IReadOnlyList<KeyValuePair<string, string>>

    /// <summary>Whether a setting may differ when a run is resumed.</summary>
    static member MayChangeOnResume: key: string -> bool

    /// <summary>Settings that differ and must not on resume.</summary>
    static member Differences: before: Experiment * now: Experiment -> IReadOnlyList<Difference>

    /// <summary>Steps of the whole run.</summary>
    static member TotalSteps: experiment: Experiment * stepsPerEpoch: int64 -> int64
