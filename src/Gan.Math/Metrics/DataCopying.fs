namespace Gan.Math.Metrics

[<RequireQualifiedAccess>]
module DataCopying =

    [<CompiledName("Nearest")>]
    let nearest (training_ND: float[][]) (samples_MD: float[][]) =
        Neighbours.requireAlike (nameof training_ND) training_ND
        Neighbours.require training_ND[0].Length (nameof samples_MD) samples_MD

        samples_MD
        |> Array.Parallel.map (fun x ->
            let distances = Neighbours.squaredDistances training_ND x
            let least = Array.min distances
            struct (sqrt least, Array.findIndex ((=) least) distances))

    [<CompiledName("Score")>]
    let score (heldOut: float[]) (generated: float[]) =
        for name, distances in [ nameof heldOut, heldOut; nameof generated, generated ] do
            if distances.Length = 0 || Array.exists System.Double.IsNaN distances then
                invalidArg name "There are no distances, or one is not a number."

        let l, m = float heldOut.Length, float generated.Length

        // Ranks of the generated distances among all, those of ties in their middle.
        let rank =
            Array.append heldOut generated
            |> Array.countBy id
            |> Array.sortBy fst
            |> Array.scan
                (fun (_, _, before) (d, count) -> d, before + (float count + 1.0) / 2.0, before + float count)
                (nan, 0.0, 0.0)
            |> Array.tail
            |> Array.map (fun (d, rank, _) -> d, rank)
            |> Map.ofArray

        let u = (generated |> Array.sumBy (fun d -> rank[d])) - m * (m + 1.0) / 2.0
        (u - l * m / 2.0) / sqrt (l * m * (l + m + 1.0) / 12.0)
