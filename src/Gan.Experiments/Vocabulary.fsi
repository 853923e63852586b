namespace Gan.Experiments

open Gan.Math.Training

/// <summary>Names that settings can have beside the definitions of Gan.Math: who trains brings it.</summary>
[<NoComparison; NoEquality>]
type Vocabulary =
    {
        /// <summary>Data sets; images from files need no place here. The first is the default.</summary>
        Data: IDataSet list
        /// <summary>Pairs of networks; the first that fits the data is the default.</summary>
        Gans: IGanArchitecture list
        /// <summary>Classifiers; the first that fits the data is the default.</summary>
        Classifiers: IClassifierArchitecture list
    }
