namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type internal Window = { Top: int; Left: int; Side: int }

[<NoComparison; NoEquality>]
type internal SquareCanvas =
    {
        Channels: int
        Height: int
        Width: int
        Key: uint64
    }

[<RequireQualifiedAccess>]
module internal SquareCanvas =

    let ofShape (shape: int list) (key: uint64) =
        let channels, height, width =
            match shape with
            | [ channels; height; width ] -> channels, height, width
            | _ -> 1, 1, List.fold (*) 1 shape

        {
            Channels = channels
            Height = height
            Width = width
            Key = key
        }

    let private whole (canvas: SquareCanvas) (counter: int) (count: int) =
        int (Seeds.uniform canvas.Key (uint64 counter) * float count)

    let sign (canvas: SquareCanvas) (counter: int) =
        if Seeds.uniform canvas.Key (uint64 counter) < 0.5 then
            -1.0
        else
            1.0

    let window (canvas: SquareCanvas) (side: int) (counter: int) =
        {
            Top = whole canvas counter (canvas.Height - side + 1)
            Left = whole canvas (counter + 1) (canvas.Width - side + 1)
            Side = side
        }

    let private init (canvas: SquareCanvas) (value: int -> int -> int -> float) =
        let area = canvas.Height * canvas.Width

        Array.init (canvas.Channels * area) (fun i -> value (i / area) (i % area / canvas.Width) (i % canvas.Width))

    let fill (canvas: SquareCanvas) (window: Window) (channel: int) (value: int -> int -> float) =
        init canvas (fun c row column ->
            let row, column = row - window.Top, column - window.Left
            let inside x = 0 <= x && x < window.Side

            if c = channel && inside row && inside column then
                value row column
            else
                0.0)

    let stripes (canvas: SquareCanvas) =
        init canvas (fun channel _ column -> sign canvas (channel * canvas.Width + column))

    let pattern (canvas: SquareCanvas) (norm: Norm) (turned: int -> bool) =
        let side = max (min canvas.Height canvas.Width / 5) 1
        let profile = SquareSchedule.profile norm side
        let margin = (min canvas.Height canvas.Width - 5 * side) / 2 |> max 0

        init canvas (fun channel row column ->
            let r, c = row - margin, column - margin

            if
                r < 0
                || c < 0
                || r / side >= canvas.Height / side
                || c / side >= canvas.Width / side
            then
                0.0
            else
                let tile = (r / side) * canvas.Width + c / side
                let sense = sign canvas (channel * canvas.Height * canvas.Width + tile)
                let r, c = r % side, c % side
                sense * if turned tile then profile[c, r] else profile[r, c])
