namespace Gan.Math

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Robust
open Gan.Math.Turns
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module Catalogue =

    let entries =
        LossEntries.losses
        @ AdditionEntries.all
        @ LossEntries.penalties
        @ LossEntries.robust
        @ RuleEntries.updates
        @ RuleEntries.turns

    let ofRule (notation: Notation) (rule: UpdateRule) = RuleText.withNumbers notation rule

    let rate (notation: Notation) =
        Formula.print notation [] [] (symbol "η" @"\eta")

    let ofLoss (notation: Notation) (loss: ILoss) =
        text notation LossEntries.logarithms (LossEntries.lossLines loss)

    let ofPenalty (notation: Notation) (penalty: IPenalty) =
        if Penalty.isNone penalty then
            []
        else
            text notation [] (LossEntries.penaltyLines penalty)

    let minimised (notation: Notation) (classWeight: float option) =
        let ofDiscriminator, ofGenerator =
            match classWeight with
            | Some weight -> LossEntries.auxiliaryLosses weight
            | None -> discriminatorLoss, generatorLoss

        let print = Formula.print notation [] []
        print ofDiscriminator, print ofGenerator

    let ofTurn (notation: Notation) (turn: ITurn) =
        RuleEntries.turns
        |> List.tryFind (fun entry -> entry.Name = turn.Name)
        |> Option.map (fun entry -> entry.Equations notation)
        |> Option.defaultValue []

    let ofRobustLoss (notation: Notation) (loss: IRobustLoss) =
        text notation LossEntries.robustConstants (LossEntries.robustLines loss)

    let ofAttacker (notation: Notation) =
        text notation [] LossEntries.attackerLines

    let ofAdvGan (notation: Notation) (weights: AdvGanWeights) (loss: ILoss) =
        (discriminatorLoss, loss.Discriminator(real, fake))
        :: LossEntries.advGanLines weights (loss.Generator(real, fake))
        |> text notation LossEntries.logarithms

    let ofStudent (notation: Notation) =
        text notation [] LossEntries.studentLines
