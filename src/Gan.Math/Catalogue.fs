namespace Gan.Math

open System
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Updates

[<Sealed; NoComparison; NoEquality>]
type CatalogueEntry
    internal
    (family: string, name: string, definition: string, source: string, equations: Notation -> (string * string) list) =
    member _.Family = family
    member _.Name = name
    member _.Definition = definition
    member _.Source = source
    member _.Equations(notation: Notation) = equations notation

[<RequireQualifiedAccess>]
module Catalogue =

    let private symbol (unicode: string) (latex: string) = Formula.symbol unicode latex
    let private real = symbol "C(x)" "C(x)"
    let private fake = symbol "C(G(z))" "C(G(z))"
    let private gradient = symbol "g" "g"
    let private theta = symbol "θ" @"\theta"
    let private discriminatorLoss = symbol "J_D" "J_D"
    let private generatorLoss = symbol "J_G" "J_G"

    let private text (notation: Notation) (constants: (float * Formula) list) (lines: (Formula * Formula) list) =
        [
            for left, right in lines do
                Formula.print notation [] [] left, Formula.print notation constants [] right
        ]

    // A number that stands for a constant: unlike any that a definition writes itself, and printed as its symbol.
    let private markers = [ for k in 0..9 -> 0.7853125 + float k / 1024.0 ]

    let private entry family name definition source constants lines =
        CatalogueEntry(family, name, definition, source, (fun notation -> text notation constants lines))

    let private lossOf (loss: AdversarialLoss) =
        match loss with
        | Minimax -> "Losses/Minimax", "Goodfellow et al. 2014, Eq. (1)"
        | NonSaturating -> "Losses/NonSaturating", "Goodfellow et al. 2014, Sec. 3"
        | LeastSquares _ -> "Losses/LeastSquares", "Mao et al. 2017, Eq. (2)"
        | Hinge -> "Losses/Hinge", "Lim and Ye 2017; Miyato et al. 2018, Eq. (16) and (17)"
        | Wasserstein -> "Losses/Wasserstein", "Arjovsky et al. 2017, Eq. (3)"
        | Relativistic _ -> "Losses/Relativistic", "Jolicoeur-Martineau 2019, Sec. 4"
        | RelativisticAverage _ -> "Losses/Relativistic", "Jolicoeur-Martineau 2019, Sec. 4"
        | FGan _ -> "Losses/FGan", "Nowozin, Cseke and Tomioka 2016, Eq. (7) and Table 2"

    let private logarithms =
        [ log 2.0, Formula.call "log" @"\log" [ Formula.number 2.0 ] ]

    let private lossLines (loss: AdversarialLoss) =
        [
            discriminatorLoss, AdversarialLoss.discriminator loss real fake
            generatorLoss, AdversarialLoss.generator loss real fake
        ]

    let private losses =
        [
            for name, loss in AdversarialLoss.named do
                let definition, source = lossOf loss
                entry "Adversarial losses" name definition source logarithms (lossLines loss)
        ]

    let private additions =
        let y, a, b = symbol "y" "y", symbol "α" @"\alpha", symbol "β" @"\beta"
        let k, lx, lg = symbol "k" "k", symbol "L(x)" "L(x)", symbol "L(G(z))" "L(G(z))"
        let one = Formula.number 1.0

        let began =
            {
                Diversity = markers[0]
                Gain = markers[1]
            }

        let x, u = symbol "x" "x", symbol "u" "u"
        let f = "Additions to losses"

        [
            entry
                f
                "soft labels"
                "Losses/LabelSmoothing"
                "Salimans et al. 2016, Sec. 3.4"
                [
                    markers[0], a
                    1.0 - markers[0], one - a
                    markers[1], b
                    1.0 - markers[1], one - b
                ]
                [
                    discriminatorLoss, LabelSmoothing.discriminator markers[0] markers[1] real fake
                ]
            entry
                f
                "BEGAN"
                "Losses/Began"
                "Berthelot, Schumm and Metz 2017, Sec. 3.4"
                [ markers[0], symbol "γ" @"\gamma"; markers[1], symbol "λ" @"\lambda" ]
                [
                    discriminatorLoss, Began.discriminator k lx lg
                    generatorLoss, Began.generator lg
                    symbol "k'" "k'", Began.nextBalance began k lx lg
                    symbol "M" "M", Began.convergence began lx lg
                ]
            entry
                f
                "auxiliary classifier"
                "Losses/Conditional"
                "Odena, Olah and Shlens 2017, Eq. (3)"
                []
                [ symbol "J_C" "J_C", Conditional.auxiliaryClassifier y (symbol "l" "l") ]
            entry
                f
                "projection score"
                "Losses/Conditional"
                "Miyato and Koyama 2018, Eq. (3)"
                []
                [
                    symbol "C(x, y)" "C(x, y)",
                    Conditional.projectionScore
                        (symbol "Vᵀy" "V^Ty")
                        (symbol "φ(x)" @"\phi(x)")
                        (symbol "ψ(φ(x))" @"\psi(\phi(x))")
                ]
            entry
                f
                "instance noise"
                "Losses/InstanceNoise"
                "Soenderby et al. 2017, Sec. 3; Arjovsky and Bottou 2017, Sec. 3"
                [ markers[0], symbol "σₜ" @"\sigma_t" ]
                [ symbol "x'" "x'", InstanceNoise.add markers[0] u x ]
        ]

    let private penaltyLines (penalty: Penalty) =
        let w, u = symbol "w" "w", symbol "u" "u"
        let x, generated = symbol "x" "x", symbol "G(z)" "G(z)"

        [
            symbol "x̂" @"\hat x", Penalty.points penalty w u x generated
            symbol "R" "R", Penalty.value penalty gradient
        ]

    let private penaltySource (penalty: Penalty) =
        match penalty with
        | Unpenalised -> ""
        | WassersteinGradient _ -> "Gulrajani et al. 2017, Eq. (3)"
        | OneSidedGradient _ -> "Gulrajani et al. 2017, Sec. 4"
        | Dragan _ -> "Kodali et al. 2017, Sec. 2"
        | R1 _ -> "Mescheder et al. 2018, Eq. (9)"
        | R2 _ -> "Mescheder et al. 2018, Eq. (10)"

    let private penalties =
        let constants =
            {
                Weight = markers[0]
                Target = markers[1]
                Deviation = markers[2]
            }

        [
            for name, make in Penalty.named do
                match make constants with
                | Unpenalised -> ()
                | penalty ->
                    entry
                        "Penalties on the discriminator's gradient g at x̂"
                        name
                        "Losses/GradientPenalty"
                        (penaltySource penalty)
                        [
                            markers[0], symbol "λ" @"\lambda"
                            markers[1], symbol "k" "k"
                            markers[2], symbol "c" "c"
                        ]
                        (penaltyLines penalty)
        ]

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

    let private rate = 0.6103515625
    let private norm = 7.25

    // A decay beta with what the rules make of it: 1 - beta and, at step t, 1 / (1 - beta^t).
    let private decays (step: int64) (value: float, shown: Formula, power: Formula) =
        [
            value, shown
            1.0 - value, Formula.number 1.0 - shown
            1.0 / (1.0 - Math.Pow(value, float step)), Formula.number 1.0 / (Formula.number 1.0 - power)
        ]

    let private ruleLines (notation: Notation) (constants: int64 -> (float * Formula) list) (rule: UpdateRule) =
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

    let private power (unicode: string) (latex: string) = symbol (unicode + "ᵗ") (latex + "^t")

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

        ruleLines notation (fun step -> constants step rule) rule

    let private updates =
        let beta1, beta2, epsilon = markers[0], markers[1], markers[2]

        let adam =
            {
                Beta1 = beta1
                Beta2 = beta2
                Epsilon = epsilon
            }

        let rmsProp centred =
            RmsProp
                {
                    Decay = beta1
                    Epsilon = epsilon
                    Centred = centred
                }

        let named unicode latex value = value, symbol unicode latex

        let adamConstants step =
            decays step (beta1, symbol "β₁" @"\beta_1", power "β₁" @"\beta_1")
            @ decays step (beta2, symbol "β₂" @"\beta_2", power "β₂" @"\beta_2")
            @ [ named "ε" @"\epsilon" epsilon ]

        let rmsConstants step =
            decays step (beta1, symbol "α" @"\alpha", power "α" @"\alpha")
            @ [ named "ε" @"\epsilon" epsilon ]

        let bound _ =
            [ named "c" "c" beta1; named "-c" "-c" -beta1 ]

        let decay = markers[3]

        let withDecay step =
            adamConstants step @ [ named "λ" @"\lambda" decay ]

        [
            "sgd", "Updates/Sgd", "Robbins and Monro 1951, Eq. (7)", Sgd, (fun _ -> [])
            "momentum", "Updates/Momentum", "Polyak 1964", Momentum(beta1, false), (fun _ -> [ named "μ" @"\mu" beta1 ])
            "nesterov",
            "Updates/Momentum",
            "Sutskever et al. 2013, Eq. (3) and (4)",
            Momentum(beta1, true),
            (fun _ -> [ named "μ" @"\mu" beta1 ])
            "rmsprop", "Updates/RmsProp", "Tieleman and Hinton 2012, slide 29", rmsProp false, rmsConstants
            "rmsprop-centred", "Updates/RmsProp", "Graves 2013, Eq. (38) to (41)", rmsProp true, rmsConstants
            "adam", "Updates/Adam", "Kingma and Ba 2015, Algorithm 1", Adam adam, adamConstants
            "adamw",
            "Updates/WeightDecay",
            "Loshchilov and Hutter 2019, Algorithm 2",
            Chain(Adam adam, WeightDecay decay),
            withDecay
            "amsgrad", "Updates/Adam", "Reddi, Kale and Kumar 2018, Algorithm 2", AmsGrad adam, adamConstants
            "optimistic", "Updates/Optimism", "Daskalakis et al. 2018, Sec. 2", Optimism, (fun _ -> [])
            "optimistic-adam",
            "Updates/Optimism",
            "Daskalakis et al. 2018, Algorithm 1",
            Chain(Adam adam, Optimism),
            adamConstants
            "weight decay",
            "Updates/WeightDecay",
            "Loshchilov and Hutter 2019, Algorithm 1",
            WeightDecay decay,
            (fun _ -> [ named "λ" @"\lambda" decay ])
            "clipping by value", "Updates/Clipping", "Graves 2013, Sec. 2.1", ValueClipping beta1, bound
            "clipping by norm",
            "Updates/Clipping",
            "Pascanu, Mikolov and Bengio 2013, Algorithm 1",
            NormClipping beta1,
            (fun _ ->
                [
                    beta1 / norm,
                    Formula.call "min" @"\min" [ Formula.number 1.0; symbol "c" "c" / symbol "|g|" "|g|" ]
                ])
            "clipping of weights", "Updates/Clipping", "Arjovsky et al. 2017, Algorithm 1", WeightClipping beta1, bound
            "lookahead, every k steps",
            "Updates/Lookahead",
            "Zhang et al. 2019, Algorithm 1",
            Lookahead { Every = 5L; Follow = beta1 },
            (fun _ -> [ named "α" @"\alpha" beta1 ])
        ]
        |> List.map (fun (name, definition, source, rule, constants) ->
            CatalogueEntry(
                "Update rules",
                name,
                definition,
                source,
                (fun notation -> ruleLines notation constants rule)
            ))

    let private plays =
        let field (point: Formula) = Formula.call "F" "F" [ point ]
        let past = symbol "F(θ_ahead)" @"F(\theta_{\text{ahead}})"
        let slots = Update.init theta
        let context = { Step = 1L; GradientNorm = norm }
        let constants = [ rate, symbol "η" @"\eta" ]
        let moved = symbol "θ'" @"\theta'"
        let v, jv, jtv = symbol "v" "v", symbol "Jv" "Jv", symbol "Jᵀv" "J^Tv"
        let weight = markers[0]
        let gamma = [ weight, symbol "γ" @"\gamma" ]
        let f = "Plays, corrections and averages"
        let struct (simultaneous, _) = Play.simultaneous Sgd context rate field theta slots

        let struct (extragradient, _) =
            Play.extragradient Sgd context rate field theta slots

        let struct (fromThePast, _, _) =
            Play.extrapolationFromThePast Sgd context rate field theta slots past

        [
            entry
                f
                "simultaneous"
                "Updates/Play"
                "Nowozin, Cseke and Tomioka 2016, Algorithm 1"
                constants
                [ moved, simultaneous ]
            entry
                f
                "extragradient"
                "Updates/Play"
                "Korpelevich 1976; Gidel et al. 2019, Sec. 3.2"
                constants
                [ moved, extragradient ]
            entry
                f
                "extrapolation-from-the-past"
                "Updates/Play"
                "Gidel et al. 2019, Sec. 3.3"
                constants
                [ moved, fromThePast ]
            entry
                f
                "consensus"
                "Updates/SecondOrder"
                "Mescheder et al. 2017, Sec. 4"
                gamma
                [ symbol "d" "d", Consensus.direction weight v jtv ]
            entry
                f
                "symplectic gradient adjustment"
                "Updates/SecondOrder"
                "Balduzzi et al. 2018, Sec. 3"
                [ weight, symbol "λ" @"\lambda" ]
                [ symbol "d" "d", Symplectic.direction weight v (Symplectic.adjustment jv jtv) ]
            entry
                f
                "exponential moving average"
                "Updates/Ema"
                "Polyak and Juditsky 1992; Karras et al. 2018, Sec. A.1"
                [
                    weight, symbol "β" @"\beta"
                    1.0 - weight, Formula.number 1.0 - symbol "β" @"\beta"
                ]
                [ symbol "θ̄" @"\bar\theta", Ema.update weight (symbol "θ̄" @"\bar\theta") theta ]
        ]

    let entries = losses @ additions @ penalties @ updates @ plays

    let ofExperiment (notation: Notation) (experiment: Experiment) =
        let game = experiment.Game
        let plain name = Formula.print notation [] [] name

        let update (player: string) (update: NetworkUpdate) =
            [
                for left, right in ofRule notation (NetworkUpdate.rule update) do
                    $"{player}: {left}", right
                player + ": " + plain (symbol "η" @"\eta"),
                plain (Formula.number update.LearningRate)
                + (if update.Schedule = Constant then
                       ""
                   else
                       $" ({Schedule.name update.Schedule})")
            ]

        [
            yield!
                text
                    notation
                    logarithms
                    [
                        discriminatorLoss, Game.discriminatorLoss game real fake
                        generatorLoss, AdversarialLoss.generator game.Loss real fake
                    ]
            if game.Penalty <> Unpenalised then
                yield! text notation [] (penaltyLines game.Penalty)
            yield! update "discriminator" experiment.Discriminator
            yield! update "generator" experiment.Generator
        ]
