namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Training
open Gan.Math.Turns

/// Rules of a GAN's game: the losses of the players and their turns, as settings have them.
[<NoComparison; NoEquality>]
type internal Rules =
    {
        Loss: ILoss
        RealLabel: float
        FakeLabel: float
        Game: Game
        CollapseSteps: int64
    }

/// Settings of a game: what the players minimise, and how they take turns.
[<RequireQualifiedAccess>]
module internal Games =

    let private ofGan (part: GanTraining -> 'T) = Codec.field part

    /// The adversarial loss of a section.
    let loss: Codec<ILoss, ILoss> =
        Codec.setting
            "Training:Loss"
            (Text.named _.Name Loss.named)
            NonSaturating.loss
            "What discriminator and generator minimise; docs/catalogue.md prints every one."

    let private label (part: GanTraining -> float) key standard =
        ofGan part key Text.share standard "Label of the cross-entropy losses: soft where it is neither 0 nor 1."

    // The loss, and both labels.
    let private labelled: Codec<GanTraining, ILoss * float * float> =
        codec {
            let! loss = loss |> Codec.by (fun (gan: GanTraining) -> gan.Loss)
            and! realLabel = label _.RealLabel "Training:RealLabel" 1.0
            and! fakeLabel = label _.FakeLabel "Training:FakeLabel" 0.0
            return loss, realLabel, fakeLabel
        }
        |> Codec.check (fun (loss, realLabel, fakeLabel) ->
            [
                if
                    not (loss.Traits.HasFlag LossTraits.CrossEntropy)
                    && not (realLabel = 1.0 && fakeLabel = 0.0)
                then
                    let soft =
                        [
                            for one in Loss.all do
                                if one.Traits.HasFlag LossTraits.CrossEntropy then
                                    one.Name
                        ]

                    Problem.create
                        "Training:RealLabel"
                        $"{realLabel} with Training:FakeLabel = {fakeLabel}"
                        $"1, with 0: Training:Loss = {loss.Name} has no soft labels ({Data.list soft} have)"
                if realLabel <= fakeLabel then
                    Problem.create
                        "Training:RealLabel"
                        (Text.number realLabel)
                        $"greater than Training:FakeLabel = {Text.number fakeLabel}"
            ])

    let rules: Codec<GanTraining, Rules> =
        codec {
            let! loss, realLabel, fakeLabel = labelled

            and! penalty =
                GamePenalty.codec |> Codec.by (fun (gan: GanTraining) -> gan.Game.Penalty)

            and! penaltyEvery =
                ofGan
                    _.Game.PenaltyEvery
                    "Training:PenaltyEvery"
                    (Text.count 1 1_000)
                    1
                    "Updates of the discriminator from one penalty to the next, each weighed by as many."

            and! turn = GameTurn.codec |> Codec.by (fun (gan: GanTraining) -> gan.Game.Turn)

            and! noiseDeviation =
                ofGan
                    _.Game.NoiseDeviation
                    "Training:NoiseDeviation"
                    Text.notNegative
                    0.0
                    "Standard deviation, at the first step, of the noise on all that the discriminator sees; 0 for none."

            and! noiseSteps =
                ofGan
                    _.Game.NoiseSteps
                    "Training:NoiseSteps"
                    (Text.whole 1L 1_000_000_000L)
                    1L
                    "Steps over which that noise fades to nothing."

            and! augmentations =
                ofGan
                    _.Game.Augmentations
                    "Training:Augmentation"
                    (Text.oneOf Augmentation.policies)
                    []
                    "Random changes of all images that the discriminator sees (DiffAugment)."

            and! collapseSteps =
                ofGan
                    _.CollapseSteps
                    "Training:CollapseSteps"
                    (Text.whole 0L 1_000_000_000L)
                    200L
                    "A run stops when the steps that show one symptom of failure outnumber the rest by so many; 0 for never."
                |> Codec.mayChange

            return
                {
                    Loss = loss
                    RealLabel = realLabel
                    FakeLabel = fakeLabel
                    CollapseSteps = collapseSteps
                    Game =
                        {
                            Loss = LabelSmoothing.decorate realLabel fakeLabel loss
                            Penalty = penalty
                            PenaltyEvery = penaltyEvery
                            Turn = turn
                            NoiseDeviation = noiseDeviation
                            NoiseSteps = noiseSteps
                            Augmentations = augmentations
                        }
                }
        }
