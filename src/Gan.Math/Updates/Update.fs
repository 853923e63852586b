namespace Gan.Math.Updates

open Gan.Math

[<NoComparison>]
type UpdateRule =
    | Sgd
    | Adam of Adam

[<RequireQualifiedAccess>]
module UpdateRule =

    let named = [ "sgd", (fun (_: Adam) -> Sgd); "adam", Adam ]

    let name (rule: UpdateRule) =
        match rule with
        | Sgd -> "sgd"
        | Adam _ -> "adam"

[<RequireQualifiedAccess>]
module Update =

    let slotNames (rule: UpdateRule) =
        match rule with
        | Sgd -> []
        | Adam _ -> [ "mean"; "square" ]

    let init (parameter: 'T :> IReal<'T>) : Slots<'T> =
        {
            First = parameter .* 0.0
            Second = parameter .* 0.0
        }

    let apply
        (direction: 'D when 'D: struct and 'D :> IDirection)
        (rate: float)
        (parameter: 'T :> IReal<'T>)
        (gradient: 'T)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        let struct (descent, next) = direction.Apply(gradient, slots)
        struct (parameter - (descent .* rate), next)

    let step
        (rule: UpdateRule)
        (step: int64)
        (rate: float)
        (parameter: 'T :> IReal<'T>)
        (gradient: 'T)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        match rule with
        | Sgd -> apply (SgdDirection()) rate parameter gradient slots
        | Adam adam -> apply (AdamDirection(adam, step)) rate parameter gradient slots
