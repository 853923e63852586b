namespace Gan.Math.Metrics

[<NoComparison>]
type Modes =
    {
        Counts: int[]
        Near: float
        Covered: int
    }

[<RequireQualifiedAccess>]
module ModeCoverage =

    let ofPoints (centres_KD: float[][]) (reach: float) (least: int) (points_ND: float[][]) =
        if centres_KD.Length = 0 || points_ND.Length = 0 then
            invalidArg (nameof points_ND) "Centres and points are needed."

        let found =
            DataCopying.nearest centres_KD points_ND
            |> Array.choose (fun struct (distance, place) -> if distance <= reach then Some place else None)
            |> Array.countBy id
            |> Map.ofArray

        let counts =
            Array.init centres_KD.Length (fun k -> Map.tryFind k found |> Option.defaultValue 0)

        {
            Counts = counts
            Near = float (Array.sum counts) / float points_ND.Length
            Covered = counts |> Array.filter (fun count -> count >= least) |> Array.length
        }
