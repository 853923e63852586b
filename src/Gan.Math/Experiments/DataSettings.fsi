namespace Gan.Math.Experiments

/// <summary>Between a data set and the settings of its section. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal DataSettings =

    /// <summary>Reads the data set.</summary>
    val read: Setting<DataSet>

    /// <summary>The settings of a data set, in order.</summary>
    val print: data: DataSet -> (string * string) list

    /// <summary>What is wrong with the choice of a network for the data; the fitting ones are named.</summary>
    val network:
        key: string ->
        named: (string * 'T) list ->
        fits: (int list -> 'T -> bool) ->
        chosen: 'T ->
        data: DataSet ->
            Problem list
            when 'T: equality

    /// <summary>The name of a data set.</summary>
    val name: data: DataSet -> string
