namespace Gan.Experiments

open Gan.Math.Robust
open Gan.Math.Training

/// Settings of AdvGAN: a generator of perturbations against a trained classifier.
[<RequireQualifiedAccess>]
module internal AdvGans =

    // Settings that hold a part of their owner.
    let private ofWeights (part: AdvGanWeights -> 'T) = Codec.field part
    let private ofAdvGan (part: AdvGanTraining -> 'T) = Codec.field part

    let private weights: Codec<AdvGanWeights, AdvGanWeights> =
        codec {
            let! fooling =
                ofWeights
                    _.Fooling
                    "AdvGan:FoolingWeight"
                    Text.notNegative
                    1.0
                    "Weight of the loss that fools the classifier."

            and! confidence =
                ofWeights
                    _.Confidence
                    "AdvGan:Confidence"
                    Text.notNegative
                    5.0
                    "Lead of a wrong class's logit beyond which that loss asks for no more."

            and! gan =
                ofWeights _.Gan "AdvGan:GanWeight" Text.notNegative 0.1 "Weight of the GAN's loss."

            and! hinge =
                ofWeights _.Hinge "AdvGan:HingeWeight" Text.notNegative 0.0 "Weight of the perturbation's size."

            and! bound =
                ofWeights
                    _.Bound
                    "AdvGan:HingeBound"
                    Text.positive
                    5.0
                    "Size, in L2, up to which a perturbation costs nothing."

            return
                {
                    Fooling = fooling
                    Confidence = confidence
                    Gan = gan
                    Hinge = hinge
                    Bound = bound
                }
        }

    let private student vocabulary data : Codec<Student option, Student option> =
        let distilled: Codec<Student option, Student option> =
            codec {
                let! architecture =
                    Classifiers.architecture vocabulary data "Student:Architecture"
                    |> Codec.by (fun (s: Student) -> s.Architecture)

                and! update =
                    Player.optimiser "Student" (Optimiser.adam 1e-3 0.9 0.999)
                    |> Codec.by (fun (s: Student) -> s.Update)

                return
                    Some
                        {
                            Architecture = architecture
                            Update = update
                        }
            }
            |> Codec.by Option.get

        Codec.choose
            "AdvGan:Access"
            "white-box"
            "Whether the classifier's gradients are seen, or a student learns its answers and is attacked in its place."
            (fun student -> if Option.isSome student then "distilled" else "white-box")
            [ "white-box", Codec.constant None; "distilled", distilled ]

    /// The settings of AdvGAN's task.
    let codec (vocabulary: Vocabulary) (data: Codec<IDataSet, IDataSet>) : Codec<AdvGanTraining, AdvGanTraining> =
        codec {
            let! victim =
                ofAdvGan
                    _.Victim
                    "AdvGan:Victim"
                    Text.folder
                    "runs/mnist-natural"
                    "Run directory of the classifier that is attacked."

            and! student =
                student vocabulary data |> Codec.by (fun (a: AdvGanTraining) -> a.Student)

            and! radius =
                ofAdvGan _.Radius "AdvGan:Eps" Text.share 0.3 "Radius of the perturbations, in Linf."

            and! weights = weights |> Codec.by (fun (a: AdvGanTraining) -> a.Weights)
            and! loss = Games.loss |> Codec.by (fun (a: AdvGanTraining) -> a.Loss)
            and! width = GanParts.width |> Codec.by (fun (a: AdvGanTraining) -> a.Width)

            and! generator =
                Player.optimiser "Generator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (a: AdvGanTraining) -> a.Generator)

            and! discriminator =
                Player.optimiser "Discriminator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (a: AdvGanTraining) -> a.Discriminator)

            return
                {
                    Victim = victim
                    Student = student
                    Radius = radius
                    Weights = weights
                    Loss = loss
                    Width = width
                    Generator = generator
                    Discriminator = discriminator
                }
        }

    /// Problems of AdvGAN with some data.
    let ofData (vocabulary: Vocabulary) (data: IDataSet) (training: AdvGanTraining) : Problem list =
        let grey (data: IDataSet) =
            List.ofSeq data.Shape = [ 1; 28; 28 ] && data.Classes = 10

        if not (grey data) || data.Name = Data.imagesName then
            [
                Problem.create
                    "Data:Name"
                    data.Name
                    $"a data set of grey images of 28x28 to perturb: {Data.list (Data.names vocabulary grey)}"
            ]
        else
            [
                for student in Option.toList training.Student do
                    yield! Classifiers.ofData vocabulary "Student:Architecture" data student.Architecture
            ]
