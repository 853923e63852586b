namespace Gan.Math.Metrics

[<RequireQualifiedAccess>]
module KernelDistance =

    let private kernel (x: float[]) (y: float[]) =
        let cube t = t * t * t
        cube (Neighbours.product x y / float x.Length + 1.0)

    // Each pair once, without those of a sample with itself, which may be larger than all others together.
    let private meanOfPairs (x: float[][]) =
        let n = float x.Length
        let before i y = x |> Seq.take i |> Seq.sumBy (kernel y)
        2.0 * (x |> Array.Parallel.mapi before |> Array.sum) / (n * (n - 1.0))

    let private meanAcross (x: float[][]) (y: float[][]) =
        x |> Array.Parallel.map (fun x -> Array.averageBy (kernel x) y) |> Array.average

    [<CompiledName("Between")>]
    let between (x_ND: float[][]) (y_MD: float[][]) =
        Neighbours.requireAlike (nameof x_ND) x_ND
        Neighbours.require x_ND[0].Length (nameof y_MD) y_MD

        if x_ND[0].Length = 0 then
            invalidArg (nameof x_ND) "Samples without features cannot be compared."

        for name, set in [ nameof x_ND, x_ND; nameof y_MD, y_MD ] do
            if set.Length < 2 then
                invalidArg name "A set of fewer than two samples has no pairs."

        meanOfPairs x_ND + meanOfPairs y_MD - 2.0 * meanAcross x_ND y_MD
