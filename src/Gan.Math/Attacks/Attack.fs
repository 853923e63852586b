namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison>]
type Attack =
    | GradientSteps of options: PgdOptions * restarts: int
    | AutoPgd of objective: Objective * steps: int * restarts: int
    | TargetedAutoPgd of steps: int * targets: int
    | FastAdaptiveBoundary of steps: int * restarts: int
    | TargetedFastAdaptiveBoundary of steps: int * targets: int
    | RandomSquares of queries: int * restarts: int
    | BoundarySteps of steps: int
    | MinimalDistance of CarliniWagnerOptions

[<Struct>]
type AttackRun = { TargetRank: int; Restart: int }

[<RequireQualifiedAccess>]
module Attack =

    let private gradientSteps objective steps stepSize momentum restarts =
        GradientSteps(
            {
                Objective = objective
                Steps = steps
                StepSize = stepSize
                Momentum = momentum
                RandomStart = restarts > 0
            },
            max restarts 1
        )

    let pgdOptions (steps: int) (ball: Ball) =
        {
            Objective = CrossEntropy
            Steps = steps
            StepSize = 2.5 * ball.Radius / float steps
            Momentum = 0.0
            RandomStart = true
        }

    let pgd (steps: int) (ball: Ball) = GradientSteps(pgdOptions steps ball, 1)

    let private queries = 5000

    let named =
        [
            "fgsm", (fun ball -> gradientSteps CrossEntropy 1 ball.Radius 0.0 0)
            "bim", (fun ball -> gradientSteps CrossEntropy 40 (2.5 * ball.Radius / 40.0) 0.0 0)
            "mi-fgsm", (fun ball -> gradientSteps CrossEntropy 40 (2.5 * ball.Radius / 40.0) 1.0 0)
            "pgd", (fun ball -> gradientSteps CrossEntropy 40 (2.5 * ball.Radius / 40.0) 0.0 5)
            "pgd-cw", (fun ball -> gradientSteps Margin 40 (2.5 * ball.Radius / 40.0) 0.0 0)
            "cw",
            (fun _ ->
                MinimalDistance
                    {
                        Searches = 9
                        Steps = 200
                        Rate = 0.01
                        FirstWeight = 1e-3
                    })
            "deepfool", (fun _ -> BoundarySteps 50)
            "apgd-ce", (fun _ -> AutoPgd(CrossEntropy, 100, 1))
            "apgd-dlr", (fun _ -> AutoPgd(Dlr, 100, 1))
            "apgd-t", (fun _ -> TargetedAutoPgd(100, 9))
            "fab", (fun _ -> FastAdaptiveBoundary(100, 5))
            "fab-t", (fun _ -> TargetedFastAdaptiveBoundary(100, 9))
            "square", (fun _ -> RandomSquares(queries, 1))
        ]

    let private standard (ball: Ball) =
        let restarts, targets = if ball.Norm = L1 then 5, 5 else 1, 9

        [
            "apgd-ce", AutoPgd(CrossEntropy, 100, restarts)
            "apgd-t", TargetedAutoPgd(100, targets)
            "fab-t", TargetedFastAdaptiveBoundary(100, 9)
            "square", RandomSquares(queries, 1)
        ]

    let private rand (_: Ball) =
        [ "apgd-ce", AutoPgd(CrossEntropy, 100, 1); "apgd-dlr", AutoPgd(Dlr, 100, 1) ]

    let ensembles = [ "standard", standard; "rand", rand ]

    let draws (ensemble: string) = if ensemble = "rand" then 20 else 1

    let classes (attack: Attack) =
        match attack with
        | GradientSteps({ Objective = objective }, _)
        | AutoPgd(objective, _, _) -> Objective.classes objective
        | TargetedAutoPgd _ -> Objective.classes TargetedDlr
        | FastAdaptiveBoundary _
        | TargetedFastAdaptiveBoundary _
        | RandomSquares _
        | BoundarySteps _
        | MinimalDistance _ -> 2

    let usesGradients (attack: Attack) =
        match attack with
        | RandomSquares _ -> false
        | _ -> true

    let runs (attack: Attack) (classes: int) =
        let repeated count =
            [ for restart in 0 .. count - 1 -> { TargetRank = 0; Restart = restart } ]

        let targeted restart targets =
            [
                for rank in 2 .. min (targets + 1) classes ->
                    {
                        TargetRank = rank
                        Restart = restart rank
                    }
            ]

        match attack with
        | GradientSteps(_, restarts)
        | AutoPgd(_, _, restarts)
        | FastAdaptiveBoundary(_, restarts)
        | RandomSquares(_, restarts) -> repeated restarts
        // A random start of its own for every target; FAB starts at the clean point.
        | TargetedAutoPgd(_, targets) -> targeted id targets
        | TargetedFastAdaptiveBoundary(_, targets) -> targeted (fun _ -> 0) targets
        | BoundarySteps _
        | MinimalDistance _ -> repeated 1

    let steps (attack: Attack) =
        match attack with
        | GradientSteps({ Steps = steps }, _)
        | AutoPgd(_, steps, _)
        | TargetedAutoPgd(steps, _)
        | FastAdaptiveBoundary(steps, _)
        | TargetedFastAdaptiveBoundary(steps, _)
        | RandomSquares(steps, _)
        | BoundarySteps steps -> steps
        | MinimalDistance options -> options.Searches * options.Steps

    let start (attack: Attack) (problem: Problem<'T>) : ISearch<'T> =
        let autoPgd objective steps =
            match problem.Ball.Norm with
            | L1 -> ApgdL1.start objective steps problem
            | Linf
            | L2 -> Apgd.start objective steps ValueNone problem

        let there = Problem.classes problem

        if there < classes attack then
            invalidArg (nameof attack) $"The attack takes {classes attack} classes apart; the model has {there}."

        match attack with
        | GradientSteps(options, _) -> Pgd.start options problem
        | AutoPgd(objective, steps, _) -> autoPgd objective steps
        | TargetedAutoPgd(steps, _) -> autoPgd TargetedDlr steps
        | FastAdaptiveBoundary(steps, _) -> Fab.start false steps problem
        | TargetedFastAdaptiveBoundary(steps, _) -> Fab.start true steps problem
        | RandomSquares(queries, _) -> Square.start queries problem
        | BoundarySteps steps -> DeepFool.start steps problem
        | MinimalDistance options -> CarliniWagner.start options problem
