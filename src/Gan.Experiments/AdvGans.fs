namespace Gan.Experiments

open Gan.Math.Robust
open Gan.Math.Training

/// Settings of AdvGAN: a generator of perturbations against a trained classifier.
[<RequireQualifiedAccess>]
module internal AdvGans =

    let private weights: Codec<AdvGanWeights, AdvGanWeights> =
        codec {
            let! fooling =
                Codec.setting
                    "AdvGan:FoolingWeight"
                    Text.notNegative
                    1.0
                    "Weight of the loss that fools the classifier."
                |> Codec.by (fun (w: AdvGanWeights) -> w.Fooling)

            and! confidence =
                Codec.setting
                    "AdvGan:Confidence"
                    Text.notNegative
                    5.0
                    "Lead of a wrong class's logit beyond which that loss asks for no more."
                |> Codec.by (fun (w: AdvGanWeights) -> w.Confidence)

            and! gan =
                Codec.setting "AdvGan:GanWeight" Text.notNegative 0.1 "Weight of the GAN's loss."
                |> Codec.by (fun (w: AdvGanWeights) -> w.Gan)

            and! hinge =
                Codec.setting "AdvGan:HingeWeight" Text.notNegative 0.0 "Weight of the perturbation's size."
                |> Codec.by (fun (w: AdvGanWeights) -> w.Hinge)

            and! bound =
                Codec.setting
                    "AdvGan:HingeBound"
                    Text.positive
                    5.0
                    "Size, in L2, up to which a perturbation costs nothing."
                |> Codec.by (fun (w: AdvGanWeights) -> w.Bound)

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
                Codec.setting
                    "AdvGan:Victim"
                    Text.folder
                    "runs/mnist-natural"
                    "Run directory of the classifier that is attacked."
                |> Codec.by (fun (a: AdvGanTraining) -> a.Victim)

            and! student =
                student vocabulary data |> Codec.by (fun (a: AdvGanTraining) -> a.Student)

            and! radius =
                Codec.setting "AdvGan:Eps" Text.share 0.3 "Radius of the perturbations, in Linf."
                |> Codec.by (fun (a: AdvGanTraining) -> a.Radius)

            and! weights = weights |> Codec.by (fun (a: AdvGanTraining) -> a.Weights)
            and! loss = Gans.loss |> Codec.by (fun (a: AdvGanTraining) -> a.Loss)
            and! width = Gans.width |> Codec.by (fun (a: AdvGanTraining) -> a.Width)

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

    /// What is wrong with AdvGAN for some data.
    let ofData (vocabulary: Vocabulary) (data: IDataSet) (training: AdvGanTraining) : Problem list =
        let grey (data: IDataSet) =
            List.ofSeq data.Shape = [ 1; 28; 28 ] && data.Classes = 10

        if not (grey data) || data.Name = Data.imagesName then
            [
                {
                    Key = "Data:Name"
                    Value = data.Name
                    Requirement =
                        $"a data set of grey images of 28x28 to perturb: {Data.list (Data.names vocabulary grey)}"
                }
            ]
        else
            [
                for student in Option.toList training.Student do
                    yield! Classifiers.ofData vocabulary "Student:Architecture" data student.Architecture
            ]
