namespace Gan.Experiments

open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Training
open Gan.Math.Turns
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module Formulas =

    let private ofOptimiser (notation: Notation) (player: string) (optimiser: Optimiser) =
        let schedule =
            if optimiser.Schedule = Constant then
                ""
            else
                $" ({Schedule.name optimiser.Schedule})"

        [
            for left, right in Catalogue.ofRule notation optimiser.Rule do
                $"{player}: {left}", right
            $"{player}: {Catalogue.rate notation}",
            Formula.print notation [] [] (Formula.number optimiser.LearningRate) + schedule
        ]

    let private ofGan (notation: Notation) (gan: GanTraining) =
        let game = gan.Game
        let penalised = not (Penalty.isNone game.Penalty)
        let names = gan.Networks.Conditioning = AuxiliaryClassifier

        [
            yield! Catalogue.ofLoss notation game.Loss
            yield! Catalogue.ofPenalty notation game.Penalty

            let ofDiscriminator, ofGenerator =
                Catalogue.minimised notation (if names then Some gan.ClassWeight else None)

            if penalised || names then
                "discriminator minimises", ofDiscriminator + (if penalised then " + R" else "")

            if names then
                "generator minimises", ofGenerator

            if game.Augmentations <> [] then
                let name =
                    Augmentation.policies
                    |> List.find (fun (_, one) -> one = game.Augmentations)
                    |> fst

                "augmentation", $"{name} of all samples that the discriminator sees, not of the points of its penalty"

            if game.NoiseDeviation > 0.0 then
                "instance noise",
                $"{game.NoiseDeviation} max(1 - (t - 1) / {game.NoiseSteps}, 0) on all samples that the discriminator sees, "
                + "not on the points of its penalty"

            match Catalogue.ofTurn notation game.Turn with
            | [] -> ()
            | equations ->
                "play", game.Turn.Name

                for left, right in equations do
                    $"play: {left}", right

            yield! ofOptimiser notation "discriminator" gan.Discriminator
            yield! ofOptimiser notation "generator" gan.Generator
        ]

    let ofExperiment (notation: Notation) (experiment: Experiment) =
        match experiment.Task with
        | GanTask gan -> ofGan notation gan
        | ClassifierTask classifier ->
            [
                yield! Catalogue.ofRobustLoss notation classifier.Robust.Loss
                if classifier.Attacker.IsSome then
                    yield! Catalogue.ofAttacker notation
                yield! ofOptimiser notation "classifier" classifier.Update
                for attacker in Option.toList classifier.Attacker do
                    yield! ofOptimiser notation "attacker" attacker.Update
            ]
        | AdvGanTask advGan ->
            [
                yield! Catalogue.ofAdvGan notation advGan.Weights advGan.Loss
                if advGan.Student.IsSome then
                    yield! Catalogue.ofStudent notation
                yield! ofOptimiser notation "discriminator" advGan.Discriminator
                yield! ofOptimiser notation "generator" advGan.Generator
                for student in Option.toList advGan.Student do
                    yield! ofOptimiser notation "student" student.Update
            ]
