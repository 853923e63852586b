namespace Gan.Math.Experiments

/// <summary>What parts of a GAN do not go together: each is a problem before the first step. Source: as <c>GanTraining</c>.</summary>
[<RequireQualifiedAccess>]
module internal GanFitting =

    /// <summary>What is wrong with a GAN whatever its data.</summary>
    val alone: gan: GanTraining -> Problem list

    /// <summary>What is wrong with a GAN of this data.</summary>
    val ofData: data: DataSet -> gan: GanTraining -> Problem list
