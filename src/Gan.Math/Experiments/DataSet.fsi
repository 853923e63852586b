namespace Gan.Math.Experiments

open Gan.Math.Theory

/// <summary>How images of other sizes become of the one that is trained on.</summary>
type Resize =
    /// <summary>Not at all: they are refused.</summary>
    | Refused
    /// <summary>Scaled until the shorter side fits, and the middle cut out.</summary>
    | Cropped
    /// <summary>Each side scaled by itself.</summary>
    | Stretched

/// <summary>The user's own images: in FOLDER/train, or FOLDER itself; those to compare with in FOLDER/test. A class is a folder.</summary>
type ImageFolderData =
    {
        /// <summary>The folder.</summary>
        Folder: string
        /// <summary>Height and width that are trained on, in pixels.</summary>
        Side: int
        /// <summary>1 for grey, 3 for colour.</summary>
        Channels: int
        /// <summary>How other sizes become that one.</summary>
        Resize: Resize
        /// <summary>Whether grey images may be taken as colour, and colours be made grey; else they are refused.</summary>
        ConvertsColour: bool
        /// <summary>K, classes that there are; 0 if they do not matter.</summary>
        Classes: int
    }

/// <summary>What the samples are.</summary>
type DataSet =
    /// <summary>28x28 digits that the program draws itself: pixels in [0, 1].</summary>
    | Digits
    /// <summary>MNIST, LeCun et al. 1998: 28x28 pixels in [0, 1], from IDX files.</summary>
    | Mnist
    /// <summary>Fashion-MNIST, Xiao et al. 2017: as MNIST.</summary>
    | FashionMnist
    /// <summary>CIFAR-10, Krizhevsky 2009: 32x32 colour pixels in [0, 1], from its binary files.</summary>
    | Cifar10
    /// <summary>Images from files.</summary>
    | Images of ImageFolderData
    /// <summary>Points in the plane: <c>GaussianMixture.ring</c>.</summary>
    | Ring
    /// <summary>Points in the plane: <c>GaussianMixture.grid</c>.</summary>
    | Grid
    /// <summary>Points in the plane: <c>GaussianMixture.spiral</c>.</summary>
    | Spiral

/// <summary>What is known of data. Source: as <c>DataSet</c>.</summary>
[<RequireQualifiedAccess>]
module DataSet =

    /// <summary>Those that are known by a name alone, with the name that configuration files and commands use.</summary>
    val named: (string * DataSet) list

    /// <summary>The density that points of the plane are drawn from; none for images.</summary>
    val mixture: data: DataSet -> GaussianMixture option

    /// <summary>Channels, height and width of an image; 2 for points.</summary>
    val shape: data: DataSet -> int list

    /// <summary>K, classes that there are; 0 where there are none, or none that matter.</summary>
    val classes: data: DataSet -> int

    /// <summary>Whether the experiment says how many samples there are, because they are drawn.</summary>
    val isDrawn: data: DataSet -> bool

    /// <summary>Whether a sample has a class that a network could learn: K &gt; 1.</summary>
    val hasClasses: data: DataSet -> bool
