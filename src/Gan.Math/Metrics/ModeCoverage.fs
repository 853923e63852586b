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

    [<CompiledName("OfPoints")>]
    let ofPoints (centres_KD: float[][]) (reach: float) (least: int) (points_ND: float[][]) =
        if not (reach > 0.0) then
            invalidArg (nameof reach) "A distance is greater than 0."

        if least < 1 then
            invalidArg (nameof least) "A mode without points is not covered."

        Neighbours.requireAlike (nameof centres_KD) centres_KD
        Neighbours.require centres_KD[0].Length (nameof points_ND) points_ND

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
