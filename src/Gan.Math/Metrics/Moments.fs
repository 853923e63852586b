namespace Gan.Math.Metrics

[<NoComparison>]
type Moments =
    {
        Count: int64
        Mean: float[]
        Scatter: float[][]
    }

[<RequireQualifiedAccess>]
module Moments =

    [<CompiledName("OfSamples")>]
    let ofSamples (samples_ND: float[][]) =
        Neighbours.requireAlike (nameof samples_ND) samples_ND
        let size = samples_ND[0].Length
        let n = float samples_ND.Length
        let mean = Array.init size (fun j -> (samples_ND |> Array.sumBy (Array.item j)) / n)
        // Feature after feature, so that products run along memory.
        let centred =
            Array.init size (fun j -> samples_ND |> Array.map (fun x -> x[j] - mean[j]))

        let product i j =
            Neighbours.product centred[i] centred[j]

        let lower = Array.Parallel.init size (fun i -> Array.init (i + 1) (product i))

        {
            Count = int64 samples_ND.Length
            Mean = mean
            Scatter = Array.init size (fun i -> Array.init size (fun j -> if j <= i then lower[i][j] else lower[j][i]))
        }

    let merge (a: Moments) (b: Moments) =
        if a.Mean.Length <> b.Mean.Length then
            invalidArg (nameof b) $"{b.Mean.Length} features do not merge with {a.Mean.Length}."

        let count = a.Count + b.Count
        let part = float b.Count / float count
        let apart = Array.map2 (-) b.Mean a.Mean
        let weight = float a.Count * part

        {
            Count = count
            Mean = Array.map2 (fun m d -> m + d * part) a.Mean apart
            Scatter =
                Array.init apart.Length (fun i ->
                    Array.init apart.Length (fun j -> a.Scatter[i][j] + b.Scatter[i][j] + apart[i] * apart[j] * weight))
        }

    let covariance (moments: Moments) =
        if moments.Count < 2L then
            invalidArg (nameof moments) "One sample has no covariance."

        moments.Scatter
        |> Array.map (Array.map (fun s -> s / float (moments.Count - 1L)))
