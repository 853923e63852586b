using Gan.Experiments;
using Gan.Math.Training;
using Gan.Torch.Modalities;
using Gan.Torch.Networks;
using Microsoft.FSharp.Collections;

namespace Gan.Host.Runs;

/// <summary>The names that settings of this program can have: the data sets and networks of Gan.Torch.</summary>
internal static class Known
{
    /// <summary>The experiments of these names.</summary>
    public static Experiments.Experiments Experiments { get; } = new(new Vocabulary(
        ListModule.OfSeq<IDataSet>(DataSets.All),
        ListModule.OfSeq<IGanArchitecture>(GanArchitectures.All),
        ListModule.OfSeq<IClassifierArchitecture>(ClassifierArchitectures.All)));
}
