namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module internal TaskSettings =

    let private taskKey = "Training:Task"
    let private ganName, classifierName, advGanName = "gan", "classifier", "advgan"

    let read =
        Setting.choose
            taskKey
            [
                ganName, Setting.map GanTask GanSettings.read
                classifierName, Setting.map ClassifierTask ClassifierSettings.read
                advGanName, Setting.map AdvGanTask AdvGanSettings.read
            ]

    let print (task: TrainingTask) =
        match task with
        | GanTask gan -> (taskKey, ganName) :: GanSettings.print gan
        | ClassifierTask classifier -> (taskKey, classifierName) :: ClassifierSettings.print classifier
        | AdvGanTask advGan -> (taskKey, advGanName) :: AdvGanSettings.print advGan

    let fitting (data: DataSet) (task: TrainingTask) =
        let refuse key value requirement =
            [
                {
                    Key = key
                    Value = value
                    Requirement = requirement
                }
            ]

        let isDrawnOn = (DataSet.mixture data).IsSome

        match task with
        | GanTask gan -> GanFitting.ofData data gan
        | ClassifierTask _ when isDrawnOn ->
            refuse
                "Data:Name"
                (DataSettings.name data)
                "a data set of images for a classifier: digits, mnist, fashion-mnist, cifar10 or images"
        | ClassifierTask _ when not (DataSet.hasClasses data) || DataSet.classes data > 10 ->
            refuse
                "Data:Classes"
                (string (DataSet.classes data))
                "from 2 to 10 for a classifier, each a folder of its own"
        | ClassifierTask classifier ->
            DataSettings.network
                "Classifier:Architecture"
                ClassifierArchitecture.named
                (fun shape architecture -> ClassifierArchitecture.imageShape architecture = shape)
                classifier.Architecture
                data
        | AdvGanTask _ when data <> Digits && data <> Mnist && data <> FashionMnist ->
            refuse
                "Data:Name"
                (DataSettings.name data)
                "a data set of grey images of 28x28 to perturb: digits, mnist or fashion-mnist"
        | AdvGanTask training ->
            [
                for student in Option.toList training.Student do
                    yield!
                        DataSettings.network
                            "Student:Architecture"
                            ClassifierArchitecture.named
                            (fun shape architecture -> ClassifierArchitecture.imageShape architecture = shape)
                            student.Architecture
                            data
            ]
