namespace Gan.Math

open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal RuleEntries =

    let updates =
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
            RuleText.decays step (beta1, symbol "β₁" @"\beta_1", RuleText.power "β₁" @"\beta_1")
            @ RuleText.decays step (beta2, symbol "β₂" @"\beta_2", RuleText.power "β₂" @"\beta_2")
            @ [ named "ε" @"\epsilon" epsilon ]

        let rmsConstants step =
            RuleText.decays step (beta1, symbol "α" @"\alpha", RuleText.power "α" @"\alpha")
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
                    beta1 / RuleText.norm,
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
                (fun notation -> RuleText.lines notation constants rule)
            ))

    let plays =
        let field (point: Formula) = Formula.call "F" "F" [ point ]
        let past = symbol "F(θ_ahead)" @"F(\theta_{\text{ahead}})"
        let slots = Update.init theta

        let context =
            {
                Step = 1L
                GradientNorm = RuleText.norm
            }

        let rate = markers[9]
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
                "symplectic"
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
