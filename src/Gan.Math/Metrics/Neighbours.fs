namespace Gan.Math.Metrics

module internal Neighbours =

    let squaredDistances (others_ND: float[][]) (x_D: float[]) =
        others_ND
        |> Array.map (fun y -> Array.fold2 (fun sum a b -> sum + (a - b) * (a - b)) 0.0 x_D y)

    let requireAlike (sets: float[][] list) =
        let sizes =
            sets |> Seq.collect (Array.map Array.length) |> Seq.distinct |> List.ofSeq

        if sizes.Length > 1 then
            invalidArg (nameof sets) "Samples differ in the number of their features."
