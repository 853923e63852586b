namespace Gan.Math.Experiments

/// <summary>The pair of networks.</summary>
type Architecture =
    /// <summary>Fully connected generator z-256-512-1024-784 and convolutional discriminator, for 28x28 images.</summary>
    | Digits28
    /// <summary>Transposed convolutions against convolutions, Model:Width channels at half the size, for 28x28 images: Radford et al. 2016, Sec. 3.</summary>
    | Dcgan28
    /// <summary>The same for 32x32 images.</summary>
    | Dcgan32
    /// <summary>The same for 64x64 images, the article's size.</summary>
    | Dcgan64
    /// <summary>Residual blocks, 2 Model:Width channels in the generator, for 32x32 images: Miyato et al. 2018, Table 4.</summary>
    | Resnet32
    /// <summary>Fully connected networks with Model:Depth hidden layers of Model:Width, for points.</summary>
    | Mlp

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

/// <summary>What a discriminator's layers are normalised by. Source: each case's own.</summary>
type Normalisation =
    /// <summary>By what its article has: batch normalisation for images, Ioffe and Szegedy 2015, but spectral for <c>Resnet32</c>; nothing for points.</summary>
    | Customary
    /// <summary>Each layer's weights by their spectral norm, to a norm c &gt; 0: <c>SpectralNorm</c>.</summary>
    | Spectral of norm: float
    /// <summary>By nothing.</summary>
    | Unnormalised

/// <summary>The classifiers. Source: each case's own.</summary>
type ClassifierArchitecture =
    /// <summary>Two convolutions of 16 and 32 channels and two fully connected layers, for 28x28 images.</summary>
    | SmallCnn
    /// <summary>The same with 32 and 64 channels: Madry et al. 2018, Sec. 4.</summary>
    | MadryCnn
    /// <summary>Four convolutions and three fully connected layers: Zhang et al. 2019, Appendix, for 28x28 images.</summary>
    | TradesCnn
    /// <summary>20 layers with residual connections: He et al. 2016, Sec. 4.2, for colour images of 32x32.</summary>
    | ResNet20

/// <summary>What is known of networks. Source: as <c>Architecture</c>.</summary>
[<RequireQualifiedAccess>]
module Architecture =

    /// <summary>Every architecture with the name that configuration files use.</summary>
    val named: (string * Architecture) list

    /// <summary>Whether its samples can have this shape, as <c>DataSet.shape</c> gives it.</summary>
    val makes: shape: int list -> architecture: Architecture -> bool

/// <summary>Names of classifiers. Source: as <c>ClassifierArchitecture</c>.</summary>
[<RequireQualifiedAccess>]
module ClassifierArchitecture =

    /// <summary>Channels, height and width of the images that it takes.</summary>
    val imageShape: architecture: ClassifierArchitecture -> int list

    /// <summary>Every architecture with the name that configuration files and commands use.</summary>
    val named: (string * ClassifierArchitecture) list
