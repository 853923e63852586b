namespace Gan.Math.Experiments

/// <summary>Between a data set and the settings of its section. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal DataSettings =

    /// <summary>Reads the data set.</summary>
    val read: Setting<DataSet>

    /// <summary>The settings of a data set, in order.</summary>
    val print: data: DataSet -> (string * string) list

    /// <summary>The name of a data set.</summary>
    val name: data: DataSet -> string
