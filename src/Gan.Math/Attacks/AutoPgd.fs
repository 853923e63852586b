namespace Gan.Math.Attacks

[<RequireQualifiedAccess>]
module AutoPgd =

    let private source = "Croce and Hein 2020, Sec. 3 and 4; 2021, Sec. 4"

    let private start (objective: Objective) (steps: int) (problem: Problem<'T>) : ISearch<'T> =
        let objective = Objective.forClasses (Problem.classes problem) objective

        match problem.Ball.Norm with
        | L1 -> ApgdL1.start objective steps problem
        | Linf
        | L2 -> Apgd.start objective steps ValueNone problem

    let private value (name: string) (objective: Objective) (steps: int) (runs: int -> AttackRun list) =
        { new IAttack with
            member _.Name = name
            member _.Source = source
            member _.UsesGradients = true
            member _.Steps = steps
            member _.Runs classes = runs classes
            member _.Start problem = start objective steps problem
        }

    [<CompiledName("OnObjective")>]
    let onObjective (name: string) (objective: Objective) (steps: int) (restarts: int) =
        value name objective steps (fun _ -> AttackRun.repeated restarts)

    [<CompiledName("OnCrossEntropy")>]
    let onCrossEntropy (steps: int) (restarts: int) =
        onObjective "apgd-ce" CrossEntropy steps restarts

    [<CompiledName("OnDlr")>]
    let onDlr (steps: int) (restarts: int) =
        onObjective "apgd-dlr" Dlr steps restarts

    // A random start of its own for every target.
    [<CompiledName("Targeted")>]
    let targeted (steps: int) (targets: int) =
        value "apgd-t" TargetedDlr steps (AttackRun.targeted id targets)
