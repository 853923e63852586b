namespace Gan.Math

open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module Catalogue =

    let entries =
        LossEntries.losses
        @ LossEntries.additions
        @ LossEntries.penalties
        @ LossEntries.robust
        @ RuleEntries.updates
        @ RuleEntries.plays

    let ofRule (notation: Notation) (rule: UpdateRule) = RuleText.withNumbers notation rule

    let private plain notation name = Formula.print notation [] [] name

    let private ofUpdate (notation: Notation) (player: string) (update: NetworkUpdate) =
        [
            for left, right in ofRule notation (NetworkUpdate.rule update) do
                $"{player}: {left}", right
            player + ": " + plain notation (symbol "η" @"\eta"),
            plain notation (Formula.number update.LearningRate)
            + (if update.Schedule = Constant then
                   ""
               else
                   $" ({Schedule.name update.Schedule})")
        ]

    let private ofGan (notation: Notation) (gan: GanTraining) =
        let game = gan.Game

        [
            yield!
                text
                    notation
                    LossEntries.logarithms
                    [
                        discriminatorLoss, Game.discriminatorLoss game real fake
                        generatorLoss, AdversarialLoss.generator game.Loss real fake
                    ]
            if game.Penalty <> Unpenalised then
                yield! text notation [] (LossEntries.penaltyLines game.Penalty)

            let ofDiscriminator, ofGenerator =
                if gan.Conditioning = AuxiliaryClassifier then
                    LossEntries.auxiliaryLosses gan.ClassWeight
                else
                    discriminatorLoss, generatorLoss

            if game.Penalty <> Unpenalised || gan.Conditioning = AuxiliaryClassifier then
                "discriminator minimises",
                plain notation ofDiscriminator
                + (if game.Penalty = Unpenalised then "" else " + R")

            if gan.Conditioning = AuxiliaryClassifier then
                "generator minimises", plain notation ofGenerator

            if game.Augmentations <> [] then
                "augmentation",
                Setting.name Augmentation.policies game.Augmentations
                + " of all samples that the discriminator sees, not of the points of its penalty"

            if game.NoiseDeviation > 0.0 then
                "instance noise",
                $"{game.NoiseDeviation} max(1 - (t - 1) / {game.NoiseSteps}, 0) on all samples that the discriminator sees, not on the points of its penalty"

            if game.Play <> Alternating then
                let name = Play.name game.Play
                let entry = RuleEntries.plays |> List.find (fun entry -> entry.Name = name)
                "play", name

                for left, right in entry.Equations notation do
                    $"play: {left}", right

            yield! ofUpdate notation "discriminator" gan.Discriminator
            yield! ofUpdate notation "generator" gan.Generator
        ]

    let ofExperiment (notation: Notation) (experiment: Experiment) =
        match experiment.Task with
        | GanTask gan -> ofGan notation gan
        | ClassifierTask classifier ->
            [
                yield! text notation LossEntries.robustConstants (LossEntries.robustLines classifier.Robust.Loss)
                if classifier.Attacker.IsSome then
                    yield! text notation [] LossEntries.attackerLines
                yield! ofUpdate notation "classifier" classifier.Update
                for attacker in Option.toList classifier.Attacker do
                    yield! ofUpdate notation "attacker" attacker.Update
            ]
        | AdvGanTask advGan ->
            [
                yield!
                    text
                        notation
                        LossEntries.logarithms
                        ((discriminatorLoss, AdversarialLoss.discriminator advGan.Loss real fake)
                         :: LossEntries.advGanLines advGan.Weights (AdversarialLoss.generator advGan.Loss real fake))
                if advGan.Student.IsSome then
                    yield! text notation [] LossEntries.studentLines
                yield! ofUpdate notation "discriminator" advGan.Discriminator
                yield! ofUpdate notation "generator" advGan.Generator
                for student in Option.toList advGan.Student do
                    yield! ofUpdate notation "student" student.Update
            ]
