namespace Gan.Math.Metrics

[<NoComparison>]
type Fidelity =
    {
        Precision: float
        Recall: float
        Density: float
        Coverage: float
    }

[<RequireQualifiedAccess>]
module PrecisionRecall =

    let radii (k: int) (samples_ND: float[][]) =
        Neighbours.requireAlike (nameof samples_ND) samples_ND

        if k < 1 || samples_ND.Length <= k then
            invalidArg
                (nameof k)
                $"{samples_ND.Length} samples have no neighbour number {k}: from 1, less than the samples."

        // A sample's distance to itself comes first.
        samples_ND
        |> Array.Parallel.map (fun x -> (Array.sort (Neighbours.squaredDistances samples_ND x))[k])

    [<CompiledName("Between")>]
    let between (k: int) (real_ND: float[][]) (generated_MD: float[][]) =
        Neighbours.requireAlike (nameof real_ND) real_ND
        Neighbours.require real_ND[0].Length (nameof generated_MD) generated_MD
        let realRadii, generatedRadii = radii k real_ND, radii k generated_MD

        // For each real sample: is it in a generated ball, does its own hold a generated sample, and how many.
        let seen =
            Array.zip real_ND realRadii
            |> Array.Parallel.map (fun (x, radius) ->
                let distances = Neighbours.squaredDistances generated_MD x

                struct (Array.exists2 (<=) distances generatedRadii,
                        distances |> Array.sumBy (fun d -> if d <= radius then 1L else 0L)))

        let precise =
            generated_MD
            |> Array.Parallel.map (fun x -> Array.exists2 (<=) (Neighbours.squaredDistances real_ND x) realRadii)

        let share (which: bool[]) =
            float (which |> Array.filter id |> Array.length) / float which.Length

        {
            Precision = share precise
            Recall = share (seen |> Array.map (fun struct (reached, _) -> reached))
            Density =
                float (seen |> Array.sumBy (fun struct (_, held) -> held))
                / (float k * float generated_MD.Length)
            Coverage = share (seen |> Array.map (fun struct (_, held) -> held > 0L))
        }
