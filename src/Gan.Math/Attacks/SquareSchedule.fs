namespace Gan.Math.Attacks

open System

[<RequireQualifiedAccess>]
module SquareSchedule =

    let share (query: int) =
        let halvings =
            [ 10; 50; 200; 500; 1000; 2000; 4000; 6000; 8000 ]
            |> List.filter (fun bound -> query > bound)
            |> List.length

        0.8 / Math.Pow(2.0, float halvings)

    let side (norm: Norm) (height: int) (width: int) (query: int) =
        let rounded = int (Math.Round(Math.Sqrt(share query * float (height * width))))

        let wanted =
            match norm with
            | Linf -> max rounded 1
            | L2
            | L1 -> max rounded 3 ||| 1

        min wanted (min height width)

    let private normalise (norm: Norm) (values: float[,]) =
        let size = Norm.ofSample norm (Seq.cast<float> values)

        if size = 0.0 then
            values
        else
            Array2D.map (fun v -> v / size) values

    let hump (norm: Norm) (rows: int) (columns: int) =
        let power = if norm = L1 then -4.0 else -2.0
        let top, left = rows / 2, columns / 2

        let value row column =
            // The smallest k whose rectangle holds the element; all larger ones hold it too.
            let first = max (abs (row - top)) (abs (column - left))
            Seq.sum (seq { for k in first .. max top left -> Math.Pow(float (k + 1), power) })

        normalise norm (Array2D.init rows columns value)

    let profile (norm: Norm) (side: int) =
        let half = side / 2
        let above, below = hump norm half side, hump norm (side - half) side

        normalise
            norm
            (Array2D.init side side (fun row column ->
                if row < half then
                    above[row, column]
                else
                    -below[row - half, column]))
