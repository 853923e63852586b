namespace Gan.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust
open Gan.Math.Training

/// Settings of a classifier: its network, the attack in its loop, what chooses its best state.
[<RequireQualifiedAccess>]
module internal Classifiers =

    let private refuse key value requirement : Problem =
        {
            Key = key
            Value = value
            Requirement = requirement
        }

    // What withstands an attack in the loop, as settings have it.
    let private attacked: Codec<RobustTraining, (float -> IRobustLoss) -> RobustTraining> =
        let by (part: RobustTraining -> 'T) setting = Codec.by part setting

        codec {
            let! weight =
                Codec.setting
                    "Robust:Weight"
                    Text.notNegative
                    1.0
                    "Weight of the robust loss; of adversarial the part of the loss on adversarial points."
                |> by _.Loss.Weight

            and! norm =
                Codec.setting "Robust:Norm" (Text.oneOf Norm.named) Linf "Norm of the perturbations in the loop."
                |> by _.Norm

            and! radius =
                Codec.setting "Robust:Eps" Text.notNegative 0.3 "Radius of the perturbations in the loop."
                |> by _.Radius

            and! rampUp =
                Codec.setting
                    "Robust:RampUp"
                    Text.share
                    0.0
                    "Part of the run over which the radius grows to its full size."
                |> by _.RampUp

            and! steps =
                Codec.setting "Robust:Steps" (Text.count 1 1_000) 10 "Gradient steps of the attack in the loop."
                |> by _.Steps

            and! stepSize =
                Codec.setting "Robust:StepSize" Text.positive 0.25 "Length of such a step, in parts of the radius."
                |> by _.StepSize

            and! start =
                Codec.setting
                    "Robust:Start"
                    (Text.oneOf [ "clean", false; "random", true ])
                    true
                    "Where the attack in the loop starts."
                |> by _.RandomStart

            and! replays =
                Codec.setting
                    "Robust:Replays"
                    (Text.count 1 1_000)
                    1
                    "Updates a batch of free adversarial training; 1 for another kind."
                |> by _.Replays

            and! weightPerturbation =
                Codec.setting
                    "Robust:WeightPerturbation"
                    Text.notNegative
                    0.0
                    "Size of the adversarial weight perturbation; 0 for none."
                |> by _.WeightPerturbation

            and! precision =
                Codec.setting
                    "Robust:Precision"
                    (Text.oneOf [ "float32", Float32; "bfloat16", BFloat16 ])
                    Float32
                    "What the attack in the loop computes in."
                |> by _.Precision

            return
                fun (make: float -> IRobustLoss) ->
                    {
                        Loss = make weight
                        Norm = norm
                        Radius = radius
                        RampUp = rampUp
                        Steps = steps
                        StepSize = stepSize
                        RandomStart = start
                        Replays = replays
                        WeightPerturbation = weightPerturbation
                        Precision = precision
                    }
        }

    let private sensible (training: RobustTraining) =
        [
            if training.Loss.Name = "adversarial" && training.Loss.Weight > 1.0 then
                refuse
                    "Robust:Weight"
                    (Text.number training.Loss.Weight)
                    "at most 1 with Robust:Loss = adversarial: the adversarial part of the loss"

            if training.Norm = Linf && training.Radius > 1.0 then
                refuse "Robust:Eps" (Text.number training.Radius) "at most 1 with Robust:Norm = linf"

            if
                training.Loss.AttacksPredictions
                && not training.RandomStart
                && training.Replays = 1
            then
                refuse
                    "Robust:Start"
                    "clean"
                    $"random with Robust:Loss = {training.Loss.Name}: at the clean point the divergence that it climbs has no slope"

            if training.Replays > 1 then
                let refuse key value requirement =
                    refuse
                        key
                        value
                        $"{requirement} with Robust:Replays = {training.Replays}, whose gradient moves the points too"

                if training.Loss.AttacksPredictions then
                    refuse "Robust:Loss" training.Loss.Name "adversarial, mart or logit-pairing"

                if training.Steps > 1 then
                    refuse "Robust:Steps" (string training.Steps) "1"

                if training.RandomStart then
                    refuse "Robust:Start" "random" "clean"

                if training.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Text.number training.WeightPerturbation) "0"

                if training.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    let private robust: Codec<RobustTraining, RobustTraining> =
        let loss =
            Codec.setting
                "Robust:Loss"
                (Text.named fst [ for name, make in RobustLoss.named -> name, (name, make) ])
                ("natural", snd RobustLoss.named.Head)
                "What the classifier minimises."

        let uses (_, make: float -> IRobustLoss) = (make 1.0).UsesAdversarial

        let read (settings: Map<string, string>) =
            match loss.Read settings with
            | Ok chosen when uses chosen -> attacked.Read settings |> Result.map (fun training -> training (snd chosen))
            | Ok _ -> Ok RobustTraining.natural
            | Error problems -> Error problems

        let print (training: RobustTraining) =
            loss.Print(training.Loss.Name, fun _ -> training.Loss)
            @ if training.Loss.UsesAdversarial then
                  attacked.Print training
              else
                  []

        {
            Declared = loss.Declared @ attacked.Declared
            Read = read
            Print = print
        }
        |> Codec.check sensible

    let private attacker: Codec<LearnedAttacker option, LearnedAttacker option> =
        let learned: Codec<LearnedAttacker option, LearnedAttacker option> =
            codec {
                let! width =
                    Codec.setting
                        "Attacker:Width"
                        (Text.count 1 1_024)
                        16
                        "Channels of the hidden layers of the network that learns to attack."
                    |> Codec.by (fun (a: LearnedAttacker) -> a.Width)

                and! update =
                    Player.optimiser "Attacker" (Optimiser.adam 1e-3 0.9 0.999)
                    |> Codec.by (fun (a: LearnedAttacker) -> a.Update)

                return Some { Width = width; Update = update }
            }
            |> Codec.by Option.get

        Codec.choose
            "Robust:Attack"
            "gradient"
            "What takes the steps of the attack in the loop: gradients, or a small network that learns to attack."
            (fun attacker -> if Option.isSome attacker then "learned" else "gradient")
            [ "gradient", Codec.constant None; "learned", learned ]

    let private validation: Codec<Validation option, Validation option> =
        let how =
            codec {
                let! every =
                    Codec.setting
                        "Validation:Every"
                        (Text.whole 1L 1_000_000_000L)
                        500L
                        "Steps from one validation to the next."
                    |> Codec.by (fun (v: Validation) -> v.Every)

                and! steps =
                    Codec.setting
                        "Validation:Steps"
                        (Text.count 1 1_000)
                        20
                        "Steps of PGD that the held-out images are attacked with."
                    |> Codec.by (fun (v: Validation) -> v.Steps)

                and! fall =
                    Codec.setting
                        "Validation:Fall"
                        Text.part
                        0.2
                        "Fall of the accuracy below the best so far that stops a run; 1 stops none."
                    |> Codec.by (fun (v: Validation) -> v.Fall)

                return
                    {
                        Count = 0
                        Every = every
                        Steps = steps
                        Fall = fall
                    }
            }

        Codec.onlyIf
            (fun count -> count > 0)
            (Codec.setting
                "Validation:Count"
                (Text.count 0 1_000_000)
                0
                "Training images that are kept out of training, to choose the best state; 0 for none.")
            how
            (function
            | None -> 0, None
            | Some validation -> validation.Count, Some validation)
            (fun count how -> how |> Option.map (fun how -> { how with Count = count }))

    let private generated: Codec<GeneratedData option, GeneratedData option> =
        let what =
            codec {
                let! count =
                    Codec.setting "Generated:Count" (Text.count 1 500_000) 60_000 "Samples that are made, once."
                    |> Codec.by (fun (g: GeneratedData) -> g.Count)

                and! run =
                    Codec.setting
                        "Generated:Run"
                        Text.folder
                        "runs/mnist-conditional"
                        "Run directory of the conditional GAN that makes them."
                    |> Codec.by (fun (g: GeneratedData) -> g.Run)

                return
                    {
                        Share = 0.0
                        Count = count
                        Run = run
                    }
            }

        Codec.onlyIf
            (fun share -> share > 0.0)
            (Codec.setting
                "Generated:Share"
                Text.share
                0.0
                "Expected share of a generator's samples in a batch; 0 for none.")
            what
            (function
            | None -> 0.0, None
            | Some generated -> generated.Share, Some generated)
            (fun share what -> what |> Option.map (fun what -> { what with Share = share }))

    // A learned attacker takes steps of its own, from points that no gradient of the update moves.
    let private attacks (training: ClassifierTraining) =
        [
            if training.Attacker.IsSome then
                let refuse key value requirement =
                    refuse key value $"{requirement} with Robust:Attack = learned"

                let robust = training.Robust

                if not robust.Loss.UsesAdversarial then
                    refuse "Robust:Loss" robust.Loss.Name "another loss"

                if robust.Loss.AttacksPredictions then
                    refuse "Robust:Loss" robust.Loss.Name "adversarial, mart or logit-pairing"

                if robust.Norm <> Linf then
                    refuse "Robust:Norm" (Norm.named |> List.find (fun (_, norm) -> norm = robust.Norm) |> fst) "linf"

                if robust.Replays > 1 then
                    refuse "Robust:Replays" (string robust.Replays) "1"

                if robust.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Text.number robust.WeightPerturbation) "0"

                if robust.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    /// The classifier that a key names.
    let architecture (vocabulary: Vocabulary) (data: Codec<IDataSet, IDataSet>) (key: string) =
        Data.architecture
            key
            "The classifier; auto takes the first that fits the data."
            (fun (one: IClassifierArchitecture) -> one.Name)
            (fun one data -> one.Fits data.Shape)
            vocabulary.Classifiers
            data

    // As many as the data has classes, unless a number is given: until 0.1 every classifier had ten.
    let private outputs (data: Codec<IDataSet, IDataSet>) : Codec<int, int> =
        let given =
            Codec.setting
                "Classifier:Outputs"
                (Text.count 0 100_000)
                0
                "Logits of the classifier; 0 for as many as the data has classes."
            |> Codec.since "0.2" "10"

        { given with
            Read =
                fun settings ->
                    match given.Read settings, data.Read settings with
                    | Ok 0, Ok data -> Ok data.Classes
                    | read, _ -> read
        }

    /// The settings of a classifier's task.
    let codec
        (vocabulary: Vocabulary)
        (data: Codec<IDataSet, IDataSet>)
        : Codec<ClassifierTraining, ClassifierTraining> =
        codec {
            let! architecture =
                architecture vocabulary data "Classifier:Architecture"
                |> Codec.by (fun (c: ClassifierTraining) -> c.Architecture)

            and! outputs = outputs data |> Codec.by (fun (c: ClassifierTraining) -> c.Outputs)
            and! robust = robust |> Codec.by (fun (c: ClassifierTraining) -> c.Robust)
            and! attacker = attacker |> Codec.by (fun (c: ClassifierTraining) -> c.Attacker)

            and! update =
                Player.optimiser "Classifier" (Optimiser.adam 1e-3 0.9 0.999)
                |> Codec.by (fun (c: ClassifierTraining) -> c.Update)

            and! average =
                Player.average "Classifier"
                |> Codec.by (fun (c: ClassifierTraining) -> c.Average)

            and! validation =
                validation |> Codec.by (fun (c: ClassifierTraining) -> c.Validation)

            and! generated = generated |> Codec.by (fun (c: ClassifierTraining) -> c.Generated)

            return
                {
                    Architecture = architecture
                    Outputs = outputs
                    Robust = robust
                    Attacker = attacker
                    Update = update
                    Average = average
                    Validation = validation
                    Generated = generated
                }
        }
        |> Codec.check attacks

    /// What is wrong with the choice of a classifier for some data.
    let ofData (vocabulary: Vocabulary) (key: string) (data: IDataSet) (architecture: IClassifierArchitecture) =
        if not (isNull data.Density) then
            [
                refuse
                    "Data:Name"
                    data.Name
                    $"a data set of images for a classifier: {Data.list (Data.names vocabulary (fun one -> isNull one.Density) @ [ Data.imagesName ])}"
            ]
        elif not (Data.hasClasses data) then
            [
                refuse "Data:Classes" (string data.Classes) "at least 2 for a classifier, each a folder of its own"
            ]
        else
            Data.network
                key
                [ for one in vocabulary.Classifiers -> one.Name, one.Fits data.Shape ]
                architecture.Name
                data
