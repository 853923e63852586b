namespace Gan.Math

open Gan.Math.Turns
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal RuleEntries =

    // Which numbers does not matter: letters are printed.
    let private adam =
        {
            Beta1 = 0.9
            Beta2 = 0.999
            Epsilon = 1e-8
        }

    let private momentum dampening nesterov =
        Momentum
            {
                Decay = 0.9
                Dampening = dampening
                Nesterov = nesterov
            }

    let private rmsProp centred =
        RmsProp
            {
                Decay = 0.9
                Epsilon = 1e-8
                Centred = centred
            }

    let updates =
        [
            "sgd", "Updates/Sgd", "Robbins and Monro 1951, Eq. (7)", Sgd
            "momentum", "Updates/Momentum", "Polyak 1964", momentum 0.0 false
            "momentum, dampened", "Updates/Momentum", "torch.optim.SGD, from step 2 on", momentum 0.5 false
            "nesterov", "Updates/Momentum", "Sutskever et al. 2013, Eq. (3) and (4)", momentum 0.0 true
            "rmsprop", "Updates/RmsProp", "Tieleman and Hinton 2012, slide 29", rmsProp false
            "rmsprop-centred", "Updates/RmsProp", "Graves 2013, Eq. (38) to (41)", rmsProp true
            "adam", "Updates/Adam", "Kingma and Ba 2015, Algorithm 1", Adam adam
            "adamw",
            "Updates/WeightDecay",
            "Loshchilov and Hutter 2019, Algorithm 2",
            Chain(Adam adam, WeightDecay 0.01)
            "amsgrad", "Updates/Adam", "Reddi, Kale and Kumar 2018, Algorithm 2", AmsGrad adam
            "optimistic", "Updates/Optimism", "Daskalakis et al. 2018, Sec. 2", Optimism
            "optimistic-adam", "Updates/Optimism", "Daskalakis et al. 2018, Algorithm 1", Chain(Adam adam, Optimism)
            "weight decay", "Updates/WeightDecay", "Loshchilov and Hutter 2019, Algorithm 1", WeightDecay 0.01
            "clipping by value", "Updates/Clipping", "Graves 2013, Sec. 2.1", ValueClipping 1.0
            "clipping by norm", "Updates/Clipping", "Pascanu, Mikolov and Bengio 2013, Algorithm 1", NormClipping 1.0
            "clipping of weights", "Updates/Clipping", "Arjovsky et al. 2017, Algorithm 1", WeightClipping 0.01
            "lookahead, every k steps",
            "Updates/Lookahead",
            "Zhang et al. 2019, Algorithm 1",
            Lookahead { Every = 5L; Follow = 0.5 }
        ]
        |> List.map (fun (name, definition, source, rule) ->
            CatalogueEntry(
                "Update rules",
                name,
                definition,
                source,
                (fun notation -> RuleText.withLetters notation rule)
            ))

    let turns =
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
        let f = "Turns, corrections and averages"
        let struct (simultaneous, _) = Simultaneous.step Sgd context rate field theta slots

        let struct (extragradient, _) =
            Extragradient.step Sgd context rate field theta slots

        let struct (fromThePast, _, _) =
            ExtrapolationFromThePast.step Sgd context rate field theta slots past

        [
            entry
                f
                "simultaneous"
                "Turns/Simultaneous"
                "Nowozin, Cseke and Tomioka 2016, Algorithm 1"
                constants
                [ moved, simultaneous ]
            entry
                f
                "extragradient"
                "Turns/Extragradient"
                "Korpelevich 1976; Gidel et al. 2019, Sec. 3.2"
                constants
                [ moved, extragradient ]
            entry
                f
                "extrapolation-from-the-past"
                "Turns/ExtrapolationFromThePast"
                "Gidel et al. 2019, Sec. 3.3"
                constants
                [ moved, fromThePast ]
            entry
                f
                "consensus"
                "Turns/Consensus"
                "Mescheder et al. 2017, Sec. 4"
                gamma
                [ symbol "d" "d", Consensus.direction weight v jtv ]
            entry
                f
                "symplectic"
                "Turns/Symplectic"
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
