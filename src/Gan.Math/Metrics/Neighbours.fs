namespace Gan.Math.Metrics

open System

module internal Neighbours =

    let squaredDistances (others_ND: float[][]) (x_D: float[]) =
        others_ND
        |> Array.map (fun y -> Array.fold2 (fun sum a b -> sum + (a - b) * (a - b)) 0.0 x_D y)

    let require (size: int) (name: string) (samples_ND: float[][]) =
        if samples_ND.Length = 0 then
            invalidArg name "There are no samples."

        if samples_ND |> Array.exists (fun x -> x.Length <> size) then
            invalidArg name $"Samples do not all have {size} features."

        // Beyond, squares of differences are infinite, and everything is near everything.
        if samples_ND |> Array.exists (Array.exists (fun v -> not (abs v < 1e150))) then
            invalidArg name "A feature is not finite, or not below 1e150."

    let requireAlike (name: string) (samples_ND: float[][]) =
        let size = if samples_ND.Length = 0 then 0 else samples_ND[0].Length
        require size name samples_ND
