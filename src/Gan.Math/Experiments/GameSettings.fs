namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal GameSettings =

    let private penalty =
        setting {
            let! penalty = Setting.oneOf "Training:Penalty" Penalty.named
            and! weight = Setting.notNegative "Training:PenaltyWeight"
            and! target = Setting.notNegative "Training:PenaltyTarget"
            and! deviation = Setting.notNegative "Training:PenaltyDeviation"

            return
                penalty
                    {
                        Weight = weight
                        Target = target
                        Deviation = deviation
                    }
        }

    let private label (key: string) =
        Setting.real key "a number from 0 to 1" (fun x -> 0.0 <= x && x <= 1.0)

    let private fitting (game: Game) =
        [
            match game.Loss with
            | Minimax
            | NonSaturating -> ()
            | _ when Game.hardLabels game -> ()
            | loss ->
                {
                    Key = "Training:RealLabel"
                    Value = $"{game.RealLabel} with Training:FakeLabel = {game.FakeLabel}"
                    Requirement =
                        $"1, with 0: Training:Loss = {Setting.name AdversarialLoss.named loss} has no soft labels (minimax and non-saturating have)"
                }
            if game.RealLabel <= game.FakeLabel then
                {
                    Key = "Training:RealLabel"
                    Value = Setting.text game.RealLabel
                    Requirement = $"greater than Training:FakeLabel = {Setting.text game.FakeLabel}"
                }
            if game.NoiseDeviation > 0.0 && game.NoiseSteps = 1L then
                {
                    Key = "Training:NoiseSteps"
                    Value = "1"
                    Requirement =
                        "the number of steps over which the noise fades, at least 2 with Training:NoiseDeviation > 0"
                }
            if game.PenaltyEvery > 1 && game.Play <> Alternating then
                {
                    Key = "Training:PenaltyEvery"
                    Value = string game.PenaltyEvery
                    Requirement =
                        $"1 with Training:Play = {Play.name game.Play}, which compares the gradients of several points"
                }
            if game.DiscriminatorSteps > 1 && game.Play <> Alternating then
                {
                    Key = "Training:DiscriminatorSteps"
                    Value = string game.DiscriminatorSteps
                    Requirement = $"1 with Training:Play = {Play.name game.Play}, where both players move together"
                }
        ]

    let read =
        setting {
            let! loss = Setting.oneOf "Training:Loss" AdversarialLoss.named
            and! realLabel = label "Training:RealLabel"
            and! fakeLabel = label "Training:FakeLabel"
            and! penalty = penalty
            and! penaltyEvery = Setting.count "Training:PenaltyEvery" 1 1_000
            and! play = Setting.oneOf "Training:Play" Play.named
            and! correctionWeight = Setting.notNegative "Training:CorrectionWeight"
            and! discriminatorSteps = Setting.count "Training:DiscriminatorSteps" 1 100
            and! noiseDeviation = Setting.notNegative "Training:NoiseDeviation"
            and! noiseSteps = Setting.wholeNumber "Training:NoiseSteps" 1L 1_000_000_000L
            and! augmentations = Setting.oneOf "Training:Augmentation" Augmentation.policies
            and! collapseSteps = Setting.wholeNumber "Training:CollapseSteps" 0L 1_000_000_000L

            return
                {
                    Loss = loss
                    RealLabel = realLabel
                    FakeLabel = fakeLabel
                    Penalty = penalty
                    PenaltyEvery = penaltyEvery
                    Play = play correctionWeight
                    DiscriminatorSteps = discriminatorSteps
                    NoiseDeviation = noiseDeviation
                    NoiseSteps = noiseSteps
                    Augmentations = augmentations
                    CollapseSteps = collapseSteps
                }
        }
        |> Setting.check fitting

    let print (game: Game) =
        let penalty = Penalty.constants game.Penalty

        let correctionWeight =
            match game.Play with
            | ConsensusOptimisation weight
            | SymplecticAdjustment weight -> weight
            | _ -> 1.0

        [
            "Training:Loss", Setting.name AdversarialLoss.named game.Loss
            "Training:RealLabel", Setting.text game.RealLabel
            "Training:FakeLabel", Setting.text game.FakeLabel
            "Training:Penalty", Penalty.name game.Penalty
            "Training:PenaltyWeight", Setting.text penalty.Weight
            "Training:PenaltyTarget", Setting.text penalty.Target
            "Training:PenaltyDeviation", Setting.text penalty.Deviation
            "Training:PenaltyEvery", string game.PenaltyEvery
            "Training:Play", Play.name game.Play
            "Training:CorrectionWeight", Setting.text correctionWeight
            "Training:DiscriminatorSteps", string game.DiscriminatorSteps
            "Training:NoiseDeviation", Setting.text game.NoiseDeviation
            "Training:NoiseSteps", string game.NoiseSteps
            "Training:Augmentation", Setting.name Augmentation.policies game.Augmentations
            "Training:CollapseSteps", string game.CollapseSteps
        ]
