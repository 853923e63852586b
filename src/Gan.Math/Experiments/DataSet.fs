namespace Gan.Math.Experiments

open Gan.Math.Theory

type DataSet =
    | Digits
    | Mnist
    | Ring
    | Grid
    | Spiral

[<RequireQualifiedAccess>]
module DataSet =

    let mixture (data: DataSet) =
        match data with
        | Ring -> Some GaussianMixture.ring
        | Grid -> Some GaussianMixture.grid
        | Spiral -> Some GaussianMixture.spiral
        | Digits
        | Mnist -> None
