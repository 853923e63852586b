namespace Gan.Experiments

open Gan.Math.Training

[<NoComparison; NoEquality>]
type Vocabulary =
    {
        Data: IDataSet list
        Gans: IGanArchitecture list
        Classifiers: IClassifierArchitecture list
    }
