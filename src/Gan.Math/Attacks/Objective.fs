namespace Gan.Math.Attacks

open Gan.Math

type Objective =
    | CrossEntropy
    | Margin
    | Dlr
    | TargetedCrossEntropy
    | LogitDifference
    | TargetedMargin
    | TargetedDlr

[<NoComparison; NoEquality>]
type LogitMasks<'T> =
    {
        Label: 'T
        Target: 'T
        Other: 'T
        Rival: 'T
        First: 'T
        Third: 'T
        Fourth: 'T
    }

[<RequireQualifiedAccess>]
module Objective =

    let classes (objective: Objective) =
        match objective with
        | TargetedDlr -> 4
        | Dlr -> 3
        | CrossEntropy
        | Margin
        | TargetedCrossEntropy
        | LogitDifference
        | TargetedMargin -> 2

    let masks (labels_NK: 'T :> ISamples<'T>) (targets_NK: 'T) (logits_NK: 'T) : LogitMasks<'T> =
        let first = 'T.Ranked(logits_NK, 1)
        let second = 'T.Ranked(logits_NK, 2)
        let right: 'T = sumPerSample (first * labels_NK)

        {
            Label = labels_NK
            Target = targets_NK
            Other = selectSamples right second first
            Rival = selectSamples (sumPerSample (first * targets_NK)) second first
            First = first
            Third = 'T.Ranked(logits_NK, 3)
            Fourth = 'T.Ranked(logits_NK, 4)
        }

    let value (objective: Objective) (masks: LogitMasks<'T>) (logits_NK: 'T :> ITensor<'T>) : 'T =
        let z (mask: 'T) : 'T = sumPerSample (logits_NK * mask)
        let label: 'T = z masks.Label

        match objective with
        | CrossEntropy -> 'T.LogSumExpPerSample logits_NK - label
        | Margin -> z masks.Other - label
        | Dlr ->
            let range: 'T = z masks.First - z masks.Third
            let lead: 'T = z masks.Other - label
            lead / (range +. 1e-12)
        | TargetedCrossEntropy -> z masks.Target - 'T.LogSumExpPerSample logits_NK
        | LogitDifference -> z masks.Target - label
        | TargetedMargin -> z masks.Target - z masks.Rival
        | TargetedDlr ->
            let middle: 'T = (z masks.Third + z masks.Fourth) .* 0.5
            let range: 'T = z masks.First - middle
            let lead: 'T = z masks.Target - label
            lead / (range +. 1e-12)
