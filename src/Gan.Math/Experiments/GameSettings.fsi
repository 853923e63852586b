namespace Gan.Math.Experiments

/// <summary>The settings of the game, in the section Training. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal GameSettings =

    /// <summary>Reads the game and what must hold between its settings.</summary>
    val read: Setting<Game>

    /// <summary>The keys and texts that read back as this game.</summary>
    val print: game: Game -> (string * string) list
