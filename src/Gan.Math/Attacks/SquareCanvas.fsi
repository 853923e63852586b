namespace Gan.Math.Attacks

/// <summary>Where a square lies in an image, in elements. Source: <c>Square</c>.</summary>
[<NoComparison; NoEquality>]
type internal Window =
    {
        /// <summary>Its first row.</summary>
        Top: int
        /// <summary>Its first column.</summary>
        Left: int
        /// <summary>Rows and columns.</summary>
        Side: int
    }

/// <summary>The axes of one sample, channels C, height H and width W, and the key of the draws made on it. Source: <c>Square</c>.</summary>
[<NoComparison; NoEquality>]
type internal SquareCanvas =
    {
        /// <summary>C.</summary>
        Channels: int
        /// <summary>H.</summary>
        Height: int
        /// <summary>W.</summary>
        Width: int
        /// <summary>Of the draws.</summary>
        Key: uint64
    }

/// <summary>
/// The images that the Square attack adds, each a sample's C H W elements. A draw is named by a counter: equal counters draw alike.
/// Source: Andriushchenko et al. 2020, Sec. 3.
/// </summary>
[<RequireQualifiedAccess>]
module internal SquareCanvas =

    /// <summary>Axes other than [C; H; W] are taken for one row.</summary>
    val ofShape: shape: int list -> key: uint64 -> SquareCanvas

    /// <summary>-1 or 1.</summary>
    val sign: canvas: SquareCanvas -> counter: int -> float

    /// <summary>A square anywhere in the image; it draws with this counter and the next.</summary>
    val window: canvas: SquareCanvas -> side: int -> counter: int -> Window

    /// <summary>A value for each row and column of a window, in one channel; 0 elsewhere.</summary>
    val fill: canvas: SquareCanvas -> window: Window -> channel: int -> value: (int -> int -> float) -> float[]

    /// <summary>-1 or 1 for every channel and column.</summary>
    val stripes: canvas: SquareCanvas -> float[]

    /// <summary>Profiles of a fifth of the image's side next to each other, each with a sign, and turned where its number says so.</summary>
    val pattern: canvas: SquareCanvas -> norm: Norm -> turned: (int -> bool) -> float[]
