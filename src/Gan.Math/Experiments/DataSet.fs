namespace Gan.Math.Experiments

open Gan.Math.Theory

type Resize =
    | Refused
    | Cropped
    | Stretched

type ImageFolderData =
    {
        Folder: string
        Side: int
        Channels: int
        Resize: Resize
        ConvertsColour: bool
        Classes: int
    }

type DataSet =
    | Digits
    | Mnist
    | FashionMnist
    | Cifar10
    | Images of ImageFolderData
    | Ring
    | Grid
    | Spiral

[<RequireQualifiedAccess>]
module DataSet =

    let named =
        [
            "digits", Digits
            "mnist", Mnist
            "fashion-mnist", FashionMnist
            "cifar10", Cifar10
            "ring", Ring
            "grid", Grid
            "spiral", Spiral
        ]

    let mixture (data: DataSet) =
        match data with
        | Ring -> Some GaussianMixture.ring
        | Grid -> Some GaussianMixture.grid
        | Spiral -> Some GaussianMixture.spiral
        | Digits
        | Mnist
        | FashionMnist
        | Cifar10
        | Images _ -> None

    let shape (data: DataSet) =
        match data with
        | Digits
        | Mnist
        | FashionMnist -> [ 1; 28; 28 ]
        | Cifar10 -> [ 3; 32; 32 ]
        | Images images -> [ images.Channels; images.Side; images.Side ]
        | Ring
        | Grid
        | Spiral -> [ 2 ]

    let classes (data: DataSet) =
        match data with
        | Digits
        | Mnist
        | FashionMnist
        | Cifar10 -> 10
        | Images images -> images.Classes
        | Ring
        | Grid
        | Spiral -> 0

    let isDrawn (data: DataSet) = data = Digits || (mixture data).IsSome

    let hasClasses (data: DataSet) = classes data > 1
