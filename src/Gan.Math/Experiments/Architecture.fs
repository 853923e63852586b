namespace Gan.Math.Experiments

type Architecture =
    | Digits28
    | Dcgan28
    | Dcgan32
    | Dcgan64
    | Resnet32
    | Mlp

type Conditioning =
    | Unconditional
    | Concatenation
    | Projection
    | AuxiliaryClassifier

type GeneratorConditioning =
    | ClassBesideLatent
    | ConditionalBatchNorm

type Normalisation =
    | Customary
    | Spectral of norm: float
    | Unnormalised

type ClassifierArchitecture =
    | SmallCnn
    | MadryCnn
    | TradesCnn
    | ResNet20

[<RequireQualifiedAccess>]
module Architecture =

    let named =
        [
            "digits28", Digits28
            "dcgan28", Dcgan28
            "dcgan32", Dcgan32
            "dcgan64", Dcgan64
            "resnet32", Resnet32
            "mlp", Mlp
        ]

    let makes (shape: int list) (architecture: Architecture) =
        match architecture, shape with
        | Digits28, [ 1; 28; 28 ]
        | Dcgan28, [ _; 28; 28 ]
        | Dcgan32, [ _; 32; 32 ]
        | Dcgan64, [ _; 64; 64 ]
        | Resnet32, [ _; 32; 32 ]
        | Mlp, [ 2 ] -> true
        | _ -> false

[<RequireQualifiedAccess>]
module ClassifierArchitecture =

    let imageShape (architecture: ClassifierArchitecture) =
        match architecture with
        | SmallCnn
        | MadryCnn
        | TradesCnn -> [ 1; 28; 28 ]
        | ResNet20 -> [ 3; 32; 32 ]

    let named =
        [
            "small-cnn", SmallCnn
            "madry-cnn", MadryCnn
            "trades-cnn", TradesCnn
            "resnet20", ResNet20
        ]
