namespace Gan.Math

open System
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal RuleText =

    let private slotSymbol (name: string) =
        match name with
        | "mean" -> symbol "m" "m"
        | "square" -> symbol "v" "v"
        | "largest-square" -> symbol "w" "w"
        | "momentum" -> symbol "b" "b"
        | "previous" -> symbol "p" "p"
        | "slow" -> symbol "φ" @"\varphi"
        | other -> symbol other (@"\text{" + other + "}")

    // The step at which rules are printed: large enough to be no first step, and a multiple of every k.
    let private printedStep (rule: UpdateRule) =
        let rec every rule =
            match rule with
            | Lookahead lookahead -> lookahead.Every
            | Chain(first, second) -> every first * every second
            | _ -> 1L

        10L * every rule

    let norm = 7.25

    // A decay beta with what the rules make of it: 1 - beta and, at step t, 1 / (1 - beta^t).
    let decays (step: int64) (value: float, shown: Formula, power: Formula) =
        [
            value, shown
            1.0 - value, Formula.number 1.0 - shown
            1.0 / (1.0 - Math.Pow(value, float step)), Formula.number 1.0 / (Formula.number 1.0 - power)
        ]

    let lines (notation: Notation) (constants: int64 -> (float * Formula) list) (rule: UpdateRule) =
        let step = printedStep rule
        let symbols = UpdateRule.slotNames rule |> List.map slotSymbol

        let slot index =
            if index < symbols.Length then
                symbols[index]
            else
                symbol "0" "0"

        let slots =
            {
                First = slot 0
                Second = slot 1
                Third = slot 2
                Fourth = slot 3
            }

        let moved = symbol "θ'" @"\theta'"

        let struct (direction, next, finished, last) =
            UpdateRule.visit
                rule
                { Step = step; GradientNorm = norm }
                { new IStageVisitor<struct (Formula * Slots<Formula> * Formula * Slots<Formula>)> with
                    member _.Visit(stage) =
                        let struct (direction, next) = stage.Direct(theta, gradient, slots)
                        let struct (finished, last) = stage.Finish(theta, moved, next)
                        struct (direction, next, finished, last)
                }

        let values (slots: Slots<Formula>) =
            [ slots.First; slots.Second; slots.Third; slots.Fourth ]
            |> List.take symbols.Length

        let primed =
            UpdateRule.slotNames rule
            |> List.map (
                slotSymbol
                >> fun name -> symbol (Formula.print Unicode [] [] name + "'") (Formula.print Latex [] [] name + "'")
            )

        let changed (before: Formula list) (after: Formula list) =
            List.zip3 primed before after
            |> List.filter (fun (_, a, b) -> not (LanguagePrimitives.PhysicalEquality a b))
            |> List.map (fun (name, _, value) -> value, name)

        // A value that is the gradient itself keeps that name where it is used.
        let known (values: (Formula * Formula) list) =
            values
            |> List.filter (fun (value, _) -> not (LanguagePrimitives.PhysicalEquality value gradient))

        let directed = changed symbols (values next)
        let settled = changed (values next) (values last)
        let d, eta = symbol "d" "d", symbol "η" @"\eta"

        let print names formula =
            Formula.print notation (constants step) names formula

        let plain formula = Formula.print notation [] [] formula

        [
            for index, (value, name) in List.indexed directed do
                // Values before this one are known by their names; this one is spelt out.
                plain name, print (known (List.take index directed)) value
            plain d, print (known directed) direction
            plain moved, plain (theta - eta * d)
            for value, name in settled do
                plain name, print [] value
            if not (LanguagePrimitives.PhysicalEquality finished moved) then
                plain (symbol "θ''" @"\theta''"), print settled finished
        ]

    let power (unicode: string) (latex: string) = symbol (unicode + "ᵗ") (latex + "^t")

    // The rule with a marker in the place of every constant, and what to print for the markers.
    let rec private marked (next: int) (rule: UpdateRule) : UpdateRule * (int64 -> (float * Formula) list) * int =
        let marker offset = markers[next + offset]
        let number = Formula.number

        let decay (offset: int) (value: float) (step: int64) =
            let text = Formula.print Unicode [] [] (number value)
            decays step (marker offset, number value, power text text)

        let one (value: float) (make: float -> UpdateRule) =
            make (marker 0), (fun _ -> [ marker 0, number value ]), next + 1

        let ofAdam (adam: Adam) =
            {
                Beta1 = marker 0
                Beta2 = marker 1
                Epsilon = marker 2
            },
            fun step ->
                decay 0 adam.Beta1 step
                @ decay 1 adam.Beta2 step
                @ [ marker 2, number adam.Epsilon ]

        match rule with
        | Sgd
        | Optimism -> rule, (fun _ -> []), next
        | Momentum(mu, nesterov) -> one mu (fun mu -> Momentum(mu, nesterov))
        | WeightDecay lambda -> one lambda WeightDecay
        | ValueClipping bound -> one bound ValueClipping
        | WeightClipping bound -> one bound WeightClipping
        | Lookahead lookahead -> one lookahead.Follow (fun follow -> Lookahead { lookahead with Follow = follow })
        | NormClipping bound ->
            let factor =
                Formula.call "min" @"\min" [ number 1.0; number bound / symbol "|g|" @"\left|g\right|" ]

            NormClipping(marker 0), (fun _ -> [ marker 0 / norm, factor ]), next + 1
        | RmsProp rms ->
            RmsProp
                { rms with
                    Decay = marker 0
                    Epsilon = marker 1
                },
            (fun step -> decay 0 rms.Decay step @ [ marker 1, number rms.Epsilon ]),
            next + 2
        | Adam adam ->
            let adam, constants = ofAdam adam
            Adam adam, constants, next + 3
        | AmsGrad adam ->
            let adam, constants = ofAdam adam
            AmsGrad adam, constants, next + 3
        | Chain(first, second) ->
            let first, before, next = marked next first
            let second, after, next = marked next second
            Chain(first, second), (fun step -> before step @ after step), next

    let ofRule (notation: Notation) (rule: UpdateRule) =
        let rule, constants, _ = marked 0 rule
        lines notation constants rule
