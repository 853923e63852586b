namespace Gan.Math.Attacks

open Gan.Math

// Where a square lies, and the elements of a sample in it.
[<NoComparison; NoEquality>]
type private Window = { Top: int; Left: int; Side: int }

// A sample's axes, and the draws of one query.
[<NoComparison; NoEquality>]
type private Canvas =
    {
        Channels: int
        Height: int
        Width: int
        Key: uint64
    }

    static member Of(shape: int list, key: uint64) =
        match shape with
        | [ channels; height; width ] ->
            {
                Channels = channels
                Height = height
                Width = width
                Key = key
            }
        | _ ->
            {
                Channels = 1
                Height = 1
                Width = List.fold (*) 1 shape
                Key = key
            }

    member this.Whole(counter: int, count: int) =
        int (Seeds.uniform this.Key (uint64 counter) * float count)

    member this.Sign(counter: int) =
        if Seeds.uniform this.Key (uint64 counter) < 0.5 then
            -1.0
        else
            1.0

    member this.Window(side: int, counter: int) =
        {
            Top = this.Whole(counter, this.Height - side + 1)
            Left = this.Whole(counter + 1, this.Width - side + 1)
            Side = side
        }

    // The elements of a sample: a value in a window of one channel, 0 elsewhere.
    member this.Fill(window: Window, channel: int, value: int -> int -> float) =
        let area = this.Height * this.Width

        Array.init (this.Channels * area) (fun i ->
            let row, column = i % area / this.Width - window.Top, i % this.Width - window.Left
            let inside x = 0 <= x && x < window.Side

            if i / area = channel && inside row && inside column then
                value row column
            else
                0.0)

[<NoComparison; NoEquality>]
type private SquareSearch<'T when 'T :> ISamples<'T>> =
    {
        Problem: Problem<'T>
        Queries: int
        Done: int
        Best: 'T
        Excess: 'T
    }

    static member private Draws(problem: Problem<'T>, query: int) =
        let purpose = $"Square, restart {problem.Restart}"
        Canvas.Of(problem.Shape, Seeds.derive problem.Seed purpose (uint64 query))

    member private this.Linf(canvas: Canvas, side: int) : 'T =
        let window = canvas.Window(side, 0)
        let height = 2.0 * this.Problem.Ball.Radius

        let change =
            Array.init canvas.Channels (fun c -> canvas.Fill(window, c, fun _ _ -> height * canvas.Sign(2 + c)))
            |> Array.reduce (Array.map2 (+))

        Ball.project this.Problem.Ball this.Problem.Clean (this.Best + 'T.OfSample(this.Best, change))

    member private this.Humps(canvas: Canvas, side: int) : 'T =
        let ball, clean = this.Problem.Ball, this.Problem.Clean
        let norm (x: 'T) = Norm.ofSamples ball.Norm x
        let first, second = canvas.Window(side, 0), canvas.Window(side, 2)
        let profile = SquareSchedule.profile ball.Norm side
        let turned = canvas.Sign 4 > 0.0
        let delta: 'T = this.Best - clean
        let size = norm delta
        let channels = float canvas.Channels
        let unit' (x: 'T) : 'T = x / spread (norm x +. 1e-12) x

        let change (delta: 'T) (channel: int) : 'T =
            let mask window : 'T =
                'T.OfSample(delta, canvas.Fill(window, channel, fun _ _ -> 1.0))

            let inFirst, inSecond = mask first, mask second
            let sense = canvas.Sign(5 + channel)

            let hump =
                canvas.Fill(
                    first,
                    channel,
                    fun row column ->
                        sense
                        * if turned then
                              profile[column, row]
                          else
                              profile[row, column]
                )

            let old: 'T = delta * inFirst
            let both = norm (delta * maximum inFirst inSecond)

            let wanted: 'T =
                match ball.Norm with
                | L1 ->
                    let room: 'T = relu ((-size) +. ball.Radius)
                    room + (both .* channels)
                | Linf
                | L2 ->
                    let room: 'T = relu ((-(square size)) +. (ball.Radius * ball.Radius))
                    squareRoot ((room .* (1.0 / channels)) + square both)

            let hump = unit' ('T.OfSample(delta, hump) + unit' old)
            select inFirst (scaleSamples wanted hump) (select inSecond (delta .* 0.0) delta)

        let next = List.fold change delta [ 0 .. canvas.Channels - 1 ]
        SquareSearch.Into(ball, clean, next)

    static member private Into(ball: Ball, clean: 'T, delta: 'T) : 'T =
        match ball.Norm with
        | L1 -> Ball.project ball clean (clean + delta)
        | Linf
        | L2 ->
            let size: 'T = Norm.ofSamples L2 delta +. 1e-12
            limit 0.0 1.0 (clean + (delta / spread size delta .* ball.Radius))

    static member private Stripes(problem: Problem<'T>, canvas: Canvas, id: int64) =
        let key =
            Seeds.derive problem.Seed $"stripes of Square, restart {problem.Restart}" (uint64 id)

        let sign = { canvas with Key = key }.Sign

        [|
            for channel in 0 .. canvas.Channels - 1 do
                for _ in 1 .. canvas.Height do
                    for column in 0 .. canvas.Width - 1 do
                        problem.Ball.Radius * sign (channel * canvas.Width + column)
        |]

    static member private Pattern(problem: Problem<'T>, canvas: Canvas, id: int64) =
        let key =
            Seeds.derive problem.Seed $"pattern of Square, restart {problem.Restart}" (uint64 id)

        let signs = { canvas with Key = key }
        let side = max (min canvas.Height canvas.Width / 5) 1
        let profile = SquareSchedule.profile problem.Ball.Norm side
        let turns = SquareSearch.Draws(problem, -1)
        let margin = (min canvas.Height canvas.Width - 5 * side) / 2 |> max 0

        [|
            for channel in 0 .. canvas.Channels - 1 do
                for row in 0 .. canvas.Height - 1 do
                    for column in 0 .. canvas.Width - 1 do
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
                            let sense = signs.Sign(channel * canvas.Height * canvas.Width + tile)
                            let turned = turns.Sign tile > 0.0
                            let r, c = r % side, c % side
                            sense * if turned then profile[c, r] else profile[r, c]
        |]

    static member First(problem: Problem<'T>) : 'T =
        let canvas = Canvas.Of(problem.Shape, 0UL)

        let ofSample =
            match problem.Ball.Norm with
            | Linf -> fun id -> SquareSearch.Stripes(problem, canvas, id)
            | L2
            | L1 -> fun id -> SquareSearch.Pattern(problem, canvas, id)

        let change = 'T.OfElements(problem.Clean, Array.collect ofSample problem.Ids)

        match problem.Ball.Norm with
        | Linf -> Ball.project problem.Ball problem.Clean (problem.Clean + change)
        | L2
        | L1 -> SquareSearch.Into(problem.Ball, problem.Clean, change)

    static member ExcessAt(problem: Problem<'T>, points: 'T) : 'T =
        Problem.excess problem (problem.Classifier.Logits points)

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Queries
        member this.Found = exceeds 0.0 this.Excess
        member this.Points = this.Best

        member this.Advance() =
            let canvas = SquareSearch.Draws(this.Problem, this.Done)

            let side =
                SquareSchedule.side this.Problem.Ball.Norm canvas.Height canvas.Width this.Done

            let proposal =
                match this.Problem.Ball.Norm with
                | Linf -> this.Linf(canvas, side)
                | L2
                | L1 -> this.Humps(canvas, side)

            let excess = SquareSearch.ExcessAt(this.Problem, proposal)
            // What has succeeded stays as it is.
            let better: 'T = greater excess this.Excess * opposite (exceeds 0.0 this.Excess)

            { this with
                Done = this.Done + 1
                Best = selectSamples better proposal this.Best
                Excess = select better excess this.Excess
            }

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Best = change this.Best
                Excess = change this.Excess
            }

[<RequireQualifiedAccess>]
module Square =

    let start (queries: int) (problem: Problem<'T>) : ISearch<'T> =
        let first = SquareSearch.First problem

        {
            Problem = problem
            Queries = queries
            Done = 0
            Best = first
            Excess = SquareSearch.ExcessAt(problem, first)
        }
