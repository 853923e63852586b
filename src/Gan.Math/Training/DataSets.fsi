namespace Gan.Math.Training

open System.Collections.Generic
open Gan.Math.Theory

/// <summary>Samples to train on; who trains opens them. Source: each data set's own.</summary>
[<Interface>]
type IDataSet =
    /// <summary>The name that settings, commands and reports use.</summary>
    abstract Name: string

    /// <summary>Authors and year.</summary>
    abstract Source: string

    /// <summary>Channels, height and width of an image; 2 for points.</summary>
    abstract Shape: IReadOnlyList<int>

    /// <summary>K, classes that there are; 0 where there are none, or none that matter.</summary>
    abstract Classes: int

    /// <summary>True if the experiment says how many samples there are, because they are drawn.</summary>
    abstract IsDrawn: bool

    /// <summary>The density that points are drawn from; null where it is not known.</summary>
    abstract Density: GaussianMixture | null

/// <summary>How images of other sizes become of the one that is trained on.</summary>
type Resize =
    /// <summary>Not at all: they are refused.</summary>
    | Refused
    /// <summary>Scaled until the shorter side fits, and the middle cut out.</summary>
    | Cropped
    /// <summary>Each side scaled by itself.</summary>
    | Stretched

/// <summary>
/// Images from files: in FOLDER/train, or FOLDER itself; those to compare with in FOLDER/test. A class is a folder.
/// Source: this library.
/// </summary>
type ImageFolder =
    {
        /// <summary>The folder.</summary>
        Folder: string
        /// <summary>Height and width that are trained on, in pixels.</summary>
        Side: int
        /// <summary>1 for grey, 3 for colour.</summary>
        Channels: int
        /// <summary>How other sizes become that one.</summary>
        Resize: Resize
        /// <summary>True if grey images may be taken as colour, and colours be made grey; else they are refused.</summary>
        ConvertsColour: bool
        /// <summary>K, classes that there are; 0 if they do not matter.</summary>
        Classes: int
    }

    interface IDataSet
