namespace Gan.Math.Updates

open Gan.Math

[<RequireQualifiedAccess>]
module Update =

    [<CompiledName("Init")>]
    let init (parameter: 'T :> IReal<'T>) : Slots<'T> =
        let zero: 'T = zerosLike parameter

        {
            First = zero
            Second = zero
            Third = zero
            Fourth = zero
        }

    let apply
        (stage: 'S when 'S: struct and 'S :> IStage)
        (rate: float)
        (parameter: 'T :> IReal<'T>)
        (gradient: 'T)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        let struct (descent, next) = stage.Direct(parameter, gradient, slots)
        stage.Finish(parameter, parameter - (descent .* rate), next)

    [<CompiledName("Step")>]
    let step
        (rule: UpdateRule)
        (context: StepContext)
        (rate: float)
        (parameter: 'T :> IReal<'T>)
        (gradient: 'T)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        UpdateRule.visit
            rule
            context
            { new IStageVisitor<struct ('T * Slots<'T>)> with
                member _.Visit(stage) =
                    apply stage rate parameter gradient slots
            }
