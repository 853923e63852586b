namespace Gan.Math.Metrics

[<RequireQualifiedAccess>]
module KernelDistance =

    let private kernel (x: float[]) (y: float[]) =
        let cube t = t * t * t
        cube (Array.fold2 (fun sum a b -> sum + a * b) 0.0 x y / float x.Length + 1.0)

    let private sum (rows: float[][]) (columns: float[][]) =
        rows
        |> Array.Parallel.map (fun x -> columns |> Array.sumBy (kernel x))
        |> Array.sum

    let private meanOfPairs (x: float[][]) =
        let n = float x.Length
        (sum x x - (x |> Array.sumBy (fun x -> kernel x x))) / (n * (n - 1.0))

    let between (x_ND: float[][]) (y_MD: float[][]) =
        for set in [ x_ND; y_MD ] do
            if set.Length < 2 then
                invalidArg (nameof x_ND) "A set of fewer than two samples has no pairs."

        let size = x_ND[0].Length

        if Seq.append x_ND y_MD |> Seq.exists (fun x -> x.Length <> size) then
            invalidArg (nameof y_MD) "Samples differ in the number of their features."

        meanOfPairs x_ND + meanOfPairs y_MD
        - 2.0 * sum x_ND y_MD / (float x_ND.Length * float y_MD.Length)
