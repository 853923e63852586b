namespace Gan.Math.Attacks

open System
open Gan.Math

type IWorkspace<'T when 'T :> ISamples<'T>> =
    abstract Renew: last: ISearch<'T> * make: Func<ISearch<'T>, ISearch<'T>> -> ISearch<'T>

[<NoComparison; NoEquality>]
type Outcome =
    {
        Succeeded: bool[]
        Points: float[][]
        Distances: float[]
    }

[<RequireQualifiedAccess>]
module Runner =

    let plain<'T when 'T :> ISamples<'T>> =
        { new IWorkspace<'T> with
            member _.Renew(last, make) = make.Invoke last
        }

    [<CompiledName("Predict")>]
    let predict (logits: float[]) =
        if not (Array.forall Double.IsFinite logits) then
            raise (ArithmeticException "The classifier's logits are not finite.")

        Array.findIndex ((=) (Array.max logits)) logits

    let succeeds (criterion: Criterion) (label: int) (target: int) (logits: float[]) =
        let winner = predict logits
        // A constant added to all logits changes no decision, so that the largest difference is what a lead is compared with.
        let rounding = Problem.rounding * (logits[winner] - Array.min logits)
        let lead = logits[winner] - logits[label]

        match criterion with
        | Untargeted -> winner <> label && (lead = 0.0 || lead > rounding)
        | Targeted -> winner = target && winner <> label
        | Confident kappa -> winner <> label && lead > kappa + rounding

    // Steps between looks at what is found: each look is a transfer from the device.
    let private lookEvery = 4

    // The searched points, in the samples' order.
    let private search (workspace: IWorkspace<'T>) (first: ISearch<'T>) (count: int) : float[][] =
        let collect (search: ISearch<'T>) (places: int[]) (chosen: int[]) =
            rows ('T.TakeSamples(search.Points, chosen))
            |> Array.map2 (fun place row -> places[place], row) chosen

        let rec go (search: ISearch<'T>) (places: int[]) (step: int) (collected: (int * float[])[] list) =
            let every = [| 0 .. places.Length - 1 |]

            if places.Length = 0 then
                collected
            elif search.IsFinished then
                collect search places every :: collected
            else
                let search = workspace.Renew(search, _.Advance())

                let found =
                    if step % lookEvery = 0 then
                        positions search.Found
                    else
                        [||]

                let left = Array.except found every

                if found.Length = 0 then
                    go search places (step + 1) collected
                else
                    let collected = collect search places found :: collected

                    let next =
                        if left.Length = 0 then
                            search
                        else
                            workspace.Renew(search, _.Map(fun x -> 'T.TakeSamples(x, left)))

                    go next (Array.map (fun i -> places[i]) left) (step + 1) collected

        go first [| 0 .. count - 1 |] 1 []
        |> Array.concat
        |> Array.sortBy fst
        |> Array.map snd

    // Rounding may leave a point outside by its last digits: then it is projected on a ball that is smaller by as much.
    let rec private settle (problem: Problem<'T>) (clean: float[][]) (radius: float) (last: float) (points: 'T) =
        let inside = Ball.project { problem.Ball with Radius = radius } problem.Clean points
        let values = rows inside

        let distance x y =
            Norm.ofSample problem.Ball.Norm (Seq.map2 (-) x y)

        let distances = Array.map2 distance values clean

        let excess =
            distances |> Array.fold max 0.0 |> fun most -> most - problem.Ball.Radius

        if excess > 0.0 && radius > 0.0 then
            // Doubled each time, so that it ends soon whatever rounding does.
            let smaller = 2.0 * max excess last
            settle problem clean (max (radius - smaller) 0.0) smaller points
        else
            struct (inside, values, distances)

    [<CompiledName("Judge")>]
    let judge (problem: Problem<'T>) (points: 'T) : Outcome =
        let count = problem.Ids.Length
        let clean = rows problem.Clean

        let struct (points, values, distances) =
            settle problem clean problem.Ball.Radius 0.0 points

        let logits = rows (problem.Classifier.Judge points)

        let marked (classes: 'T) =
            rows classes |> Array.map (Array.findIndex ((=) 1.0))

        let labels, aims = marked problem.Labels, marked problem.Targets

        let succeeded =
            Array.init count (fun n -> succeeds problem.Criterion labels[n] aims[n] logits[n])

        {
            Succeeded = succeeded
            Points = Array.init count (fun n -> if succeeded[n] then values[n] else clean[n])
            Distances = Array.init count (fun n -> if succeeded[n] then distances[n] else 0.0)
        }

    [<CompiledName("Run")>]
    let run (workspace: IWorkspace<'T>) (attack: IAttack) (run: AttackRun) (problem: Problem<'T>) : Outcome =
        let targets =
            if run.TargetRank = 0 then
                problem.Targets
            else
                'T.Ranked(problem.Classifier.Logits problem.Clean, run.TargetRank)

        let problem =
            { problem with
                Targets = targets
                Restart = run.Restart
            }

        let found = search workspace (attack.Start problem) problem.Ids.Length
        judge problem ('T.OfElements(problem.Clean, Array.concat found))
