namespace Gan.Math.Updates

open Gan.Math

type Play =
    | Alternating
    | Simultaneous
    | Extragradient
    | ExtrapolationFromThePast
    | ConsensusOptimisation of weight: float
    | SymplecticAdjustment of weight: float

[<RequireQualifiedAccess>]
module Play =

    let named =
        [
            "alternating", (fun _ -> Alternating)
            "simultaneous", (fun _ -> Simultaneous)
            "extragradient", (fun _ -> Extragradient)
            "extrapolation-from-the-past", (fun _ -> ExtrapolationFromThePast)
            "consensus", ConsensusOptimisation
            "symplectic", SymplecticAdjustment
        ]

    let name (play: Play) =
        match play with
        | Alternating -> "alternating"
        | Simultaneous -> "simultaneous"
        | Extragradient -> "extragradient"
        | ExtrapolationFromThePast -> "extrapolation-from-the-past"
        | ConsensusOptimisation _ -> "consensus"
        | SymplecticAdjustment _ -> "symplectic"

    let simultaneous
        (rule: UpdateRule)
        (context: StepContext)
        (rate: float)
        (field: 'T -> 'T)
        (parameters: 'T :> IReal<'T>)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        Update.step rule context rate parameters (field parameters) slots

    let extragradient
        (rule: UpdateRule)
        (context: StepContext)
        (rate: float)
        (field: 'T -> 'T)
        (parameters: 'T :> IReal<'T>)
        (slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        // The rule counts both as steps: its slots move twice.
        let at (count: int64) = { context with Step = count }

        let struct (ahead, next) =
            Update.step rule (at (2L * context.Step - 1L)) rate parameters (field parameters) slots

        Update.step rule (at (2L * context.Step)) rate parameters (field ahead) next

    let extrapolationFromThePast
        (rule: UpdateRule)
        (context: StepContext)
        (rate: float)
        (field: 'T -> 'T)
        (parameters: 'T :> IReal<'T>)
        (slots: Slots<'T>)
        (past: 'T)
        : struct ('T * Slots<'T> * 'T) =
        let struct (ahead, _) = Update.step rule context rate parameters past slots
        let gradient = field ahead

        let struct (moved, next) = Update.step rule context rate parameters gradient slots

        struct (moved, next, gradient)
