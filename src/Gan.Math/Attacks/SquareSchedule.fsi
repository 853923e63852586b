namespace Gan.Math.Attacks

/// <summary>
/// Sizes and shapes of the Square attack's changes. Source: Andriushchenko et al. 2020, "Square Attack: a query-efficient
/// black-box adversarial attack via random search", Sec. 3 and Appendix; L1: Croce and Hein 2021, Sec. 5.
/// </summary>
[<RequireQualifiedAccess>]
module SquareSchedule =

    /// <summary>
    /// The share of the image that query t changes, counted from 0: 0.8, and half of it after each of 10, 50, 200, 500, 1000,
    /// 2000, 4000, 6000 and 8000 queries.
    /// </summary>
    val share: query: int -> float

    /// <summary>
    /// The side of the changed square: round(sqrt(share H W)), at least 1 and at most the shorter side; for L2 and L1 at least
    /// 3 and odd.
    /// </summary>
    val side: norm: Norm -> height: int -> width: int -> query: int -> int

    /// <summary>
    /// The rectangular hump, row by row: sum over k of (k + 1)^-2 (L1: (k + 1)^-4) on the rectangles of 2 k + 1 elements a
    /// side around the centre, of unit norm.
    /// </summary>
    val hump: norm: Norm -> rows: int -> columns: int -> float[,]

    /// <summary>The change of a square: a hump above, its opposite below, of unit norm.</summary>
    val profile: norm: Norm -> side: int -> float[,]
