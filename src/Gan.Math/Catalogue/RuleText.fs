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
            for value, name in directed do
                // Values before this one are known by their names; this one is spelt out.
                let before =
                    directed
                    |> List.takeWhile (fun (other, _) -> not (LanguagePrimitives.PhysicalEquality other value))

                plain name, print (known before) value
            plain d, print (known directed) direction
            plain moved, plain (theta - eta * d)
            for value, name in settled do
                plain name, print [] value
            if not (LanguagePrimitives.PhysicalEquality finished moved) then
                plain (symbol "θ''" @"\theta''"), print settled finished
        ]

    let power (unicode: string) (latex: string) = symbol (unicode + "ᵗ") (latex + "^t")

    let ofRule (notation: Notation) (rule: UpdateRule) =
        // The only constants that depend on the step are Adam's corrections.
        let rec constants (step: int64) (rule: UpdateRule) =
            let correction (beta: float) =
                let shown = Formula.print Unicode [] [] (Formula.number beta)
                decays step (beta, Formula.number beta, power shown shown) |> List.skip 2

            match rule with
            | Adam adam
            | AmsGrad adam -> correction adam.Beta1 @ correction adam.Beta2
            | NormClipping bound ->
                [
                    (if norm > bound then bound / norm else 1.0),
                    Formula.call "min" @"\min" [ Formula.number 1.0; Formula.number bound / symbol "|g|" "|g|" ]
                ]
            | Chain(first, second) -> constants step first @ constants step second
            | _ -> []

        lines notation (fun step -> constants step rule) rule
