namespace Gan.Math.Training

open System
open System.Collections.Generic

/// <summary>How the players know the class of a sample; the generator takes it beside z. Source: each case's own.</summary>
type Conditioning =
    /// <summary>They do not.</summary>
    | Unconditional
    /// <summary>The discriminator takes it beside the sample, as planes: Mirza and Osindero 2014, "Conditional Generative Adversarial Nets", Sec. 3.2.</summary>
    | Concatenation
    /// <summary>The discriminator's score is <c>Conditional.projectionScore</c>: Miyato and Koyama 2018, Eq. (3).</summary>
    | Projection
    /// <summary>The discriminator names it, and both players are paid for what is named right: <c>Conditional.auxiliaryClassifier</c>.</summary>
    | AuxiliaryClassifier

/// <summary>How the generator takes the class. Source: each case's own.</summary>
type GeneratorConditioning =
    /// <summary>Beside z: Mirza and Osindero 2014, Sec. 3.2.</summary>
    | ClassBesideLatent
    /// <summary>As scale and offset of each batch normalisation: Dumoulin et al. 2017, "A Learned Representation for Artistic Style", Eq. (5).</summary>
    | ConditionalBatchNorm

/// <summary>Normalisations of a discriminator's layers. Source: each case's own.</summary>
type Normalisation =
    /// <summary>By what its article has: batch normalisation for images, Ioffe and Szegedy 2015, but spectral for <c>resnet32</c>; nothing for points.</summary>
    | Customary
    /// <summary>Each layer's weights by their spectral norm, to a norm c &gt; 0: <c>SpectralNorm</c>.</summary>
    | Spectral of norm: float
    /// <summary>By nothing.</summary>
    | Unnormalised

/// <summary>Properties that a pair of networks can be asked for. Source: each architecture's own.</summary>
[<Flags>]
type GanTraits =
    /// <summary>Nothing: its article fixes it.</summary>
    | None = 0
    /// <summary>Another width.</summary>
    | Width = 1
    /// <summary>Another number of hidden layers.</summary>
    | Depth = 2
    /// <summary>Fully connected layers next to z and to the score.</summary>
    | Hidden = 4
    /// <summary>Classes.</summary>
    | Classes = 8
    /// <summary>Self-attention.</summary>
    | Attention = 16
    /// <summary>Another normalisation of the discriminator.</summary>
    | Normalisation = 32
    /// <summary>Samples judged in packs.</summary>
    | Packing = 64
    /// <summary>Images whose discriminator sees them augmented.</summary>
    | Augmentation = 128

/// <summary>The numbers and choices that a GAN's networks are built from, beside the samples' shape and classes. Source: each member's own.</summary>
[<NoComparison>]
type GanNetworks =
    {
        /// <summary>Length of z, at least 1.</summary>
        LatentSize: int
        /// <summary>Hidden units of fully connected networks, channels of the others.</summary>
        Width: int
        /// <summary>Hidden layers, at least 1; 2 without <c>GanTraits.Depth</c>.</summary>
        Depth: int
        /// <summary>
        /// Units of a fully connected layer next to z and next to the score, as in Chen et al. 2016, "InfoGAN", Appendix C.1;
        /// 0 for none.
        /// </summary>
        Hidden: int
        /// <summary>The way in which the discriminator takes classes, if samples have any.</summary>
        Conditioning: Conditioning
        /// <summary>How the generator takes them.</summary>
        GeneratorConditioning: GeneratorConditioning
        /// <summary>
        /// True if both players have a self-attention layer at maps of 14x14 or 16x16: Zhang et al. 2019, "Self-Attention
        /// Generative Adversarial Networks", Sec. 3.
        /// </summary>
        Attention: bool
        /// <summary>Normalisation of the discriminator's layers.</summary>
        Normalisation: Normalisation
        /// <summary>
        /// m &gt;= 1, samples of one side that the discriminator judges together, as one of m times the channels or
        /// coordinates, so that it sees where samples are less varied than data; 1 for each by itself. Lin, Khetan, Fanti and
        /// Oh 2018, "PacGAN: The Power of Two Samples in Generative Adversarial Networks", Sec. 2.
        /// </summary>
        Packing: int
    }

/// <summary>A pair of networks that settings can name; who trains them builds them. Source: each architecture's own.</summary>
[<Interface>]
type IGanArchitecture =
    /// <summary>The name that settings and help use.</summary>
    abstract Name: string

    /// <summary>Authors, year and place.</summary>
    abstract Source: string

    /// <summary>The properties that it can be asked for.</summary>
    abstract Traits: GanTraits

    /// <summary>True if it makes and judges samples of a shape: channels, height and width of an image; 2 for points.</summary>
    abstract Fits: shape: IReadOnlyList<int> -> bool

/// <summary>A classifier that settings can name; who trains it builds it. Source: each architecture's own.</summary>
[<Interface>]
type IClassifierArchitecture =
    /// <summary>The name that settings, help and reports use.</summary>
    abstract Name: string

    /// <summary>Authors, year and place.</summary>
    abstract Source: string

    /// <summary>True if it takes samples of a shape.</summary>
    abstract Fits: shape: IReadOnlyList<int> -> bool
