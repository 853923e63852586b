namespace Gan.Math.Attacks

open Gan.Math
open Gan.Math.Losses

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

    [<CompiledName("ForClasses")>]
    let forClasses (classes: int) (objective: Objective) =
        match objective with
        | TargetedDlr when classes < 4 -> LogitDifference
        | Dlr when classes < 3 -> Margin
        | TargetedDlr
        | Dlr
        | CrossEntropy
        | Margin
        | TargetedCrossEntropy
        | LogitDifference
        | TargetedMargin -> objective

    [<CompiledName("Rival")>]
    let rival (classes_NK: 'T :> ISamples<'T>) (logits_NK: 'T) : 'T =
        let others = select classes_NK ('T.Constant(logits_NK, -infinity)) logits_NK
        'T.Ranked(others, 1)

    let lead (rival_NK: 'T :> ITensor<'T>) (classes_NK: 'T) (logits_NK: 'T) : 'T =
        sumPerSample (logits_NK * rival_NK) - sumPerSample (logits_NK * classes_NK)

    [<CompiledName("Masks")>]
    let masks (labels_NK: 'T :> ISamples<'T>) (targets_NK: 'T) (logits_NK: 'T) : LogitMasks<'T> =
        {
            Label = labels_NK
            Target = targets_NK
            Other = rival labels_NK logits_NK
            Rival = rival targets_NK logits_NK
            First = 'T.Ranked(logits_NK, 1)
            Third = 'T.Ranked(logits_NK, 3)
            Fourth = 'T.Ranked(logits_NK, 4)
        }

    [<CompiledName("Value")>]
    let value (objective: Objective) (masks: LogitMasks<'T>) (logits_NK: 'T :> ITensor<'T>) : 'T =
        let z (mask: 'T) : 'T = sumPerSample (logits_NK * mask)

        match objective with
        | CrossEntropy -> Classification.crossEntropy masks.Label logits_NK
        | Margin -> lead masks.Other masks.Label logits_NK
        | Dlr ->
            let range: 'T = z masks.First - z masks.Third
            lead masks.Other masks.Label logits_NK / (range +. 1e-12)
        | TargetedCrossEntropy -> -(Classification.crossEntropy masks.Target logits_NK)
        | LogitDifference -> lead masks.Target masks.Label logits_NK
        | TargetedMargin -> -(lead masks.Rival masks.Target logits_NK)
        | TargetedDlr ->
            let middle: 'T = (z masks.Third + z masks.Fourth) .* 0.5
            let range: 'T = z masks.First - middle
            lead masks.Target masks.Label logits_NK / (range +. 1e-12)
