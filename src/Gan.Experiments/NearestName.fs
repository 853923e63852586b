namespace Gan.Experiments

open System

/// The known name that a mistyped one is most like.
[<RequireQualifiedAccess>]
module internal NearestName =

    // Levenshtein 1966: the fewest insertions, deletions and replacements that make one word of another.
    let private distance (a: string) (b: string) =
        let next (row: int[]) (c: char) =
            Array.scan
                (fun left (j, above) ->
                    min
                        (min left above + 1)
                        (row[j]
                         + (if Char.ToLowerInvariant c = Char.ToLowerInvariant b[j] then
                                0
                            else
                                1)))
                (row[0] + 1)
                (Array.indexed row[1..])

        Array.last (Seq.fold next [| 0 .. b.Length |] a)

    /// The nearest of the names, unless more than a third of the text would have to change.
    let among (names: string list) (text: string) =
        let nearest = names |> List.minBy (distance text)

        if distance text nearest <= max 2 (text.Length / 3) then
            Some nearest
        else
            None
