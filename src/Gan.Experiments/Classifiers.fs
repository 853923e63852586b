namespace Gan.Experiments

open Gan.Math.Robust
open Gan.Math.Training

/// Settings of a classifier: its network, the attack in its loop, what chooses its best state.
[<RequireQualifiedAccess>]
module internal Classifiers =

    // Settings that hold a part of their owner.
    let private ofValidation (part: Validation -> 'T) = Codec.field part
    let private ofGenerated (part: GeneratedData -> 'T) = Codec.field part

    let private validation: Codec<Validation option, Validation option> =
        let how =
            codec {
                let! every =
                    ofValidation
                        _.Every
                        "Validation:Every"
                        (Text.whole 1L 1_000_000_000L)
                        500L
                        "Steps from one validation to the next."

                and! steps =
                    ofValidation
                        _.Steps
                        "Validation:Steps"
                        (Text.count 1 1_000)
                        20
                        "Steps of PGD that the held-out images are attacked with."

                and! fall =
                    ofValidation
                        _.Fall
                        "Validation:Fall"
                        Text.part
                        0.2
                        "Fall of the accuracy below the best so far that stops a run; 1 stops none."

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
                    ofGenerated _.Count "Generated:Count" (Text.count 1 500_000) 60_000 "Samples that are made, once."

                and! run =
                    ofGenerated
                        _.Run
                        "Generated:Run"
                        Text.folder
                        "runs/mnist-conditional"
                        "Run directory of the conditional GAN that makes them."

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

            and! robust =
                RobustLoops.robust |> Codec.by (fun (c: ClassifierTraining) -> c.Robust)

            and! attacker =
                LearnedAttackers.codec |> Codec.by (fun (c: ClassifierTraining) -> c.Attacker)

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
        |> Codec.check LearnedAttackers.fitting

    /// Problems of a classifier that was chosen for some data.
    let ofData (vocabulary: Vocabulary) (key: string) (data: IDataSet) (architecture: IClassifierArchitecture) =
        if not (isNull data.Density) then
            [
                Problem.create
                    "Data:Name"
                    data.Name
                    $"a data set of images for a classifier: {Data.list (Data.names vocabulary (fun one -> isNull one.Density) @ [ Data.imagesName ])}"
            ]
        elif not (Data.hasClasses data) then
            [
                Problem.create
                    "Data:Classes"
                    (string data.Classes)
                    "at least 2 for a classifier, each a folder of its own"
            ]
        else
            Data.network
                key
                [ for one in vocabulary.Classifiers -> one.Name, one.Fits data.Shape ]
                architecture.Name
                data
