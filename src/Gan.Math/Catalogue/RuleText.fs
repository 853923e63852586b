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

    let private lines (notation: Notation) (constants: int64 -> (float * Formula) list) (rule: UpdateRule) =
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

    // How a constant is printed, from its letter and its value.
    type private Naming = Formula -> float -> Formula

    let private byLetter: Naming = fun letter _ -> letter
    let private byNumber: Naming = fun _ value -> Formula.number value

    // A decay beta and what the rules make of it: 1 - beta and, at step t, 1 / (1 - beta^t).
    let private decays (step: int64) (value: float) (shown: Formula) =
        let print notation = Formula.print notation [] [] shown
        let power = symbol (print Unicode + "ᵗ") (print Latex + "^t")
        let one = Formula.number 1.0

        [
            value, shown
            1.0 - value, one - shown
            1.0 / (1.0 - Math.Pow(value, float step)), one / (one - power)
        ]

    let private mu, private tau = symbol "μ" @"\mu", symbol "τ" @"\tau"
    let private alpha, private lambda = symbol "α" @"\alpha", symbol "λ" @"\lambda"
    let private beta1, private beta2 = symbol "β₁" @"\beta_1", symbol "β₂" @"\beta_2"
    let private epsilon, private bound = symbol "ε" @"\epsilon", symbol "c" "c"

    // The rule with a marker in the place of every constant, and what to print for the markers at a step.
    let rec private marked (shown: Naming) (next: int) (rule: UpdateRule) =
        let marker offset = markers[next + offset]

        let one (letter: Formula) (value: float) (make: float -> UpdateRule) =
            make (marker 0), (fun (_: int64) -> [ marker 0, shown letter value ]), next + 1

        let interval (value: float) (make: float -> UpdateRule) =
            let c = shown bound value
            make (marker 0), (fun (_: int64) -> [ marker 0, c; -(marker 0), -c ]), next + 1

        let ofAdam (make: Adam -> UpdateRule) (adam: Adam) =
            make
                {
                    Beta1 = marker 0
                    Beta2 = marker 1
                    Epsilon = marker 2
                },
            (fun step ->
                decays step (marker 0) (shown beta1 adam.Beta1)
                @ decays step (marker 1) (shown beta2 adam.Beta2)
                @ [ marker 2, shown epsilon adam.Epsilon ]),
            next + 3

        match rule with
        | Sgd
        | Optimism -> rule, (fun _ -> []), next
        | Momentum momentum ->
            // Without dampening nothing is printed of it.
            Momentum
                { momentum with
                    Decay = marker 0
                    Dampening = (if momentum.Dampening = 0.0 then 0.0 else marker 1)
                },
            (fun _ ->
                [
                    marker 0, shown mu momentum.Decay
                    1.0 - marker 1, Formula.number 1.0 - shown tau momentum.Dampening
                ]),
            next + 2
        | WeightDecay decay -> one lambda decay WeightDecay
        | ValueClipping value -> interval value ValueClipping
        | WeightClipping value -> interval value WeightClipping
        | Lookahead lookahead -> one alpha lookahead.Follow (fun follow -> Lookahead { lookahead with Follow = follow })
        | NormClipping value ->
            let ratio = shown bound value / symbol "|g|" @"\left|g\right|"
            let factor = Formula.call "min" @"\min" [ Formula.number 1.0; ratio ]
            NormClipping(marker 0), (fun _ -> [ marker 0 / norm, factor ]), next + 1
        | RmsProp rms ->
            RmsProp
                { rms with
                    Decay = marker 0
                    Epsilon = marker 1
                },
            (fun step ->
                decays step (marker 0) (shown alpha rms.Decay)
                @ [ marker 1, shown epsilon rms.Epsilon ]),
            next + 2
        | Adam adam -> ofAdam Adam adam
        | AmsGrad adam -> ofAdam AmsGrad adam
        | Chain(first, second) ->
            let first, before, next = marked shown next first
            let second, after, next = marked shown next second
            Chain(first, second), (fun step -> before step @ after step), next

    let private print (shown: Naming) (notation: Notation) (rule: UpdateRule) =
        let rule, constants, _ = marked shown 0 rule
        lines notation constants rule

    let withLetters (notation: Notation) (rule: UpdateRule) = print byLetter notation rule
    let withNumbers (notation: Notation) (rule: UpdateRule) = print byNumber notation rule
