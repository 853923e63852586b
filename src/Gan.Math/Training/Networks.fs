namespace Gan.Math.Training

open System
open System.Collections.Generic

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

[<Flags>]
type GanTraits =
    | None = 0
    | Width = 1
    | Depth = 2
    | Hidden = 4
    | Classes = 8
    | Attention = 16
    | Normalisation = 32
    | Packing = 64
    | Augmentation = 128

[<NoComparison>]
type GanNetworks =
    {
        LatentSize: int
        Width: int
        Depth: int
        Hidden: int
        Conditioning: Conditioning
        GeneratorConditioning: GeneratorConditioning
        Attention: bool
        Normalisation: Normalisation
        Packing: int
    }

[<Interface>]
type IGanArchitecture =
    abstract Name: string

    abstract Source: string

    abstract Traits: GanTraits

    abstract Fits: shape: IReadOnlyList<int> -> bool

[<Interface>]
type IClassifierArchitecture =
    abstract Name: string

    abstract Source: string

    abstract Fits: shape: IReadOnlyList<int> -> bool
