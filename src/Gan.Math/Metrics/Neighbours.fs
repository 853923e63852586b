namespace Gan.Math.Metrics

open System
open System.Numerics

module internal Neighbours =

    let private lanes = Vector<float>.Count

    // Hundreds of millions of pairs: a sum over the vectors' lanes, then over what is left.
    let rec private productFrom (x: float[]) (y: float[]) (i: int) (sum: Vector<float>) (rest: float) =
        if i + lanes <= x.Length then
            productFrom x y (i + lanes) (sum + Vector(x, i) * Vector(y, i)) rest
        elif i < x.Length then
            productFrom x y (i + 1) sum (rest + x[i] * y[i])
        else
            Vector.Sum sum + rest

    let rec private squareFrom (x: float[]) (y: float[]) (i: int) (sum: Vector<float>) (rest: float) =
        if i + lanes <= x.Length then
            let d = Vector(x, i) - Vector(y, i)
            squareFrom x y (i + lanes) (sum + d * d) rest
        elif i < x.Length then
            let d = x[i] - y[i]
            squareFrom x y (i + 1) sum (rest + d * d)
        else
            Vector.Sum sum + rest

    let product (x_D: float[]) (y_D: float[]) =
        productFrom x_D y_D 0 Vector<float>.Zero 0.0

    let squaredDistances (others_ND: float[][]) (x_D: float[]) =
        others_ND |> Array.map (fun y -> squareFrom x_D y 0 Vector<float>.Zero 0.0)

    let require (size: int) (name: string) (samples_ND: float[][]) =
        if samples_ND.Length = 0 then
            invalidArg name "There are no samples."

        if samples_ND |> Array.exists (fun x -> x.Length <> size) then
            invalidArg name $"Samples do not all have {size} features."

        // Beyond, sums of sixth powers (KernelDistance) are infinite, and differences of such sums no numbers.
        if samples_ND |> Array.exists (Array.exists (fun v -> not (abs v < 1e48))) then
            invalidArg name "A feature is not finite, or not below 1e48 in magnitude."

    let requireAlike (name: string) (samples_ND: float[][]) =
        let size = if samples_ND.Length = 0 then 0 else samples_ND[0].Length
        require size name samples_ND
