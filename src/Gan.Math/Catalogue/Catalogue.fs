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
        @ RuleEntries.updates
        @ RuleEntries.plays

    let ofRule (notation: Notation) (rule: UpdateRule) = RuleText.withNumbers notation rule

    let ofExperiment (notation: Notation) (experiment: Experiment) =
        let game = experiment.Game
        let plain name = Formula.print notation [] [] name

        let update (player: string) (update: NetworkUpdate) =
            [
                for left, right in ofRule notation (NetworkUpdate.rule update) do
                    $"{player}: {left}", right
                player + ": " + plain (symbol "η" @"\eta"),
                plain (Formula.number update.LearningRate)
                + (if update.Schedule = Constant then
                       ""
                   else
                       $" ({Schedule.name update.Schedule})")
            ]

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
                "discriminator minimises", plain discriminatorLoss + " + R"
            if game.NoiseDeviation > 0.0 then
                "instance noise",
                $"{game.NoiseDeviation} max(1 - (t - 1) / {game.NoiseSteps}, 0) on all that the discriminator sees"
            if game.Play <> Alternating then
                let name = Play.name game.Play
                let entry = RuleEntries.plays |> List.find (fun entry -> entry.Name = name)
                "play", name

                for left, right in entry.Equations notation do
                    $"play: {left}", right
            yield! update "discriminator" experiment.Discriminator
            yield! update "generator" experiment.Generator
        ]
