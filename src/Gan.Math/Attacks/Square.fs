namespace Gan.Math.Attacks

open Gan.Math

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
        SquareCanvas.ofShape problem.Shape (Seeds.derive problem.Seed purpose (uint64 query))

    member private this.Linf(canvas: SquareCanvas, side: int) : 'T =
        let window = SquareCanvas.window canvas side 0
        let height = 2.0 * this.Problem.Ball.Radius

        let change =
            Array.init canvas.Channels (fun c ->
                SquareCanvas.fill canvas window c (fun _ _ -> height * SquareCanvas.sign canvas (2 + c)))
            |> Array.reduce (Array.map2 (+))

        Ball.project this.Problem.Ball this.Problem.Clean (this.Best + 'T.OfSample(this.Best, change))

    member private this.Humps(canvas: SquareCanvas, side: int) : 'T =
        let ball, clean = this.Problem.Ball, this.Problem.Clean
        let norm (x: 'T) = Norm.ofSamples ball.Norm x

        let first, second =
            SquareCanvas.window canvas side 0, SquareCanvas.window canvas side 2

        let profile = SquareSchedule.profile ball.Norm side
        let turned = SquareCanvas.sign canvas 4 > 0.0
        let delta: 'T = this.Best - clean
        let size = norm delta
        let channels = float canvas.Channels
        let unit' (x: 'T) : 'T = x / spread (norm x +. 1e-12) x

        let change (delta: 'T) (channel: int) : 'T =
            let mask window : 'T =
                'T.OfSample(delta, SquareCanvas.fill canvas window channel (fun _ _ -> 1.0))

            let inFirst, inSecond = mask first, mask second
            let sense = SquareCanvas.sign canvas (5 + channel)

            let hump =
                SquareCanvas.fill canvas first channel (fun row column ->
                    sense
                    * if turned then
                          profile[column, row]
                      else
                          profile[row, column])

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
            select inFirst (scaleSamples wanted hump) (select inSecond (zerosLike delta) delta)

        let next = List.fold change delta [ 0 .. canvas.Channels - 1 ]
        SquareSearch.Into(ball, clean, next)

    static member private Into(ball: Ball, clean: 'T, delta: 'T) : 'T =
        match ball.Norm with
        | L1 -> Ball.project ball clean (clean + delta)
        | Linf
        | L2 ->
            let size: 'T = Norm.ofSamples L2 delta +. 1e-12
            clamp 0.0 1.0 (clean + (delta / spread size delta .* ball.Radius))

    static member First(problem: Problem<'T>) : 'T =
        let canvas (purpose: string) (id: int64) =
            Seeds.derive problem.Seed $"{purpose} of Square, restart {problem.Restart}" (uint64 id)
            |> SquareCanvas.ofShape problem.Shape

        let changes (ofSample: int64 -> float[]) =
            'T.OfElements(problem.Clean, Array.collect ofSample problem.Ids)

        match problem.Ball.Norm with
        | Linf ->
            let stripes = changes (canvas "stripes" >> SquareCanvas.stripes)
            Ball.project problem.Ball problem.Clean (problem.Clean + (stripes .* problem.Ball.Radius))
        | L2
        | L1 ->
            let turns = SquareSearch.Draws(problem, -1)
            let turned tile = SquareCanvas.sign turns tile > 0.0

            let pattern id =
                SquareCanvas.pattern (canvas "pattern" id) problem.Ball.Norm turned

            SquareSearch.Into(problem.Ball, problem.Clean, changes pattern)

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

    [<CompiledName("Attack")>]
    let attack (queries: int) (restarts: int) =
        { new IAttack with
            member _.Name = "square"
            member _.Source = "Andriushchenko et al. 2020, Algorithm 1"
            member _.UsesGradients = false
            member _.Steps = queries
            member _.Runs _ = AttackRun.repeated restarts
            member _.Start problem = start queries problem
        }
