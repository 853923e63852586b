namespace Gan.Math.Experiments

/// <summary>The settings of one network's update: the section Generator or Discriminator. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal UpdateSettings =

    /// <summary>Reads a section.</summary>
    val read: section: string -> Setting<NetworkUpdate>

    /// <summary>The keys and texts that read back as this update.</summary>
    val print: section: string -> update: NetworkUpdate -> (string * string) list
