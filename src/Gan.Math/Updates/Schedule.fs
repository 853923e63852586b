namespace Gan.Math.Updates

open System

type Schedule =
    | Constant
    | Linear of final: float
    | Cosine of final: float
    | OneCycle of final: float * peak: float
    | StepDecay of decay: float * every: int64
    | Cyclic of final: float * peak: float
    | Piecewise of decay: float * milestones: float list

type ScheduleConstants =
    {
        Final: float
        Peak: float
        Every: int64
        Milestones: float list
    }

[<RequireQualifiedAccess>]
module Schedule =

    let named =
        [
            "constant", (fun _ -> Constant)
            "linear", (fun c -> Linear c.Final)
            "cosine", (fun c -> Cosine c.Final)
            "one-cycle", (fun c -> OneCycle(c.Final, c.Peak))
            "step", (fun c -> StepDecay(c.Final, c.Every))
            "cyclic", (fun c -> Cyclic(c.Final, c.Peak))
            "piecewise", (fun c -> Piecewise(c.Final, c.Milestones))
        ]

    let name (schedule: Schedule) =
        match schedule with
        | Constant -> "constant"
        | Linear _ -> "linear"
        | Cosine _ -> "cosine"
        | OneCycle _ -> "one-cycle"
        | StepDecay _ -> "step"
        | Cyclic _ -> "cyclic"
        | Piecewise _ -> "piecewise"

    let constants (schedule: Schedule) =
        let unused =
            {
                Final = 0.0
                Peak = 0.3
                Every = 1L
                Milestones = [ 0.5; 0.75 ]
            }

        match schedule with
        | Constant -> unused
        | Linear final
        | Cosine final -> { unused with Final = final }
        | OneCycle(final, peak)
        | Cyclic(final, peak) ->
            { unused with
                Final = final
                Peak = peak
            }
        | StepDecay(decay, every) ->
            { unused with
                Final = decay
                Every = every
            }
        | Piecewise(decay, milestones) ->
            { unused with
                Final = decay
                Milestones = milestones
            }

    let dependsOnTotal (schedule: Schedule) =
        match schedule with
        | Constant
        | StepDecay _ -> false
        | Linear _
        | Cosine _
        | OneCycle _
        | Cyclic _
        | Piecewise _ -> true

    // Half a cosine from one value to another, at a fraction s in [0, 1] of the way.
    let private halfCosine (from: float) (towards: float) (s: float) =
        towards + (from - towards) * (1.0 + Math.Cos(Math.PI * s)) / 2.0

    let private line (from: float) (towards: float) (s: float) = from + (towards - from) * s

    let factor (schedule: Schedule) (total: int64) (step: int64) =
        let s = float (step - 1L) / float total

        match schedule with
        | Constant -> 1.0
        | Linear final -> line 1.0 final s
        | Cosine final -> halfCosine 1.0 final s
        | OneCycle(_, peak) when s < peak -> halfCosine (1.0 / 25.0) 1.0 (s / peak)
        | OneCycle(final, peak) -> halfCosine 1.0 final ((s - peak) / (1.0 - peak))
        | StepDecay(decay, every) -> Math.Pow(decay, float ((step - 1L) / every))
        | Cyclic(final, peak) when s < peak -> line final 1.0 (s / peak)
        | Cyclic(final, peak) -> line 1.0 final ((s - peak) / (1.0 - peak))
        | Piecewise(decay, milestones) ->
            Math.Pow(decay, float (milestones |> List.filter (fun m -> m <= s) |> List.length))
