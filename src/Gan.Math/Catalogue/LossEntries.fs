namespace Gan.Math

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Robust

[<RequireQualifiedAccess>]
module internal LossEntries =

    let logarithms = [ log 2.0, Formula.call "log" @"\log" [ Formula.number 2.0 ] ]

    let lossLines (loss: ILoss) =
        [
            discriminatorLoss, loss.Discriminator(real, fake)
            generatorLoss, loss.Generator(real, fake)
        ]

    let losses =
        [
            for loss in Loss.all do
                valueEntry "Adversarial losses" loss.Name loss loss.Source logarithms (lossLines loss)
        ]

    let classification =
        [
            symbol "J" "J", Classification.crossEntropy (symbol "y" "y") (symbol "l" "l")
        ]

    let robustLines (loss: IRobustLoss) =
        let y, r = symbol "y" "y", symbol "r" "r"

        [ symbol "J" "J", loss.Value(y, r, symbol "z" "z", symbol "z'" "z'") ]

    // Far below every logit.
    let robustConstants = [ 1e30, symbol "∞" @"\infty" ]

    let advGanLines (weights: AdvGanWeights) (gan: Formula) =
        let y, r, z = symbol "y" "y", symbol "r" "r", symbol "z'" "z'"

        [ generatorLoss, AdvGan.generator weights y r z gan (symbol "δ" @"\delta") ]

    let attackerLines =
        [ symbol "J_A" "J_A", LearnedAttack.loss (symbol "y" "y") (symbol "z'" "z'") ]

    let studentLines =
        [ symbol "J_S" "J_S", AdvGan.distillation (symbol "z" "z") (symbol "s" "s") ]

    let private advGan =
        let weights =
            {
                Fooling = markers[0]
                Confidence = markers[1]
                Gan = markers[2]
                Hinge = markers[3]
                Bound = markers[4]
            }

        let kappa, c = symbol "κ" @"\kappa", symbol "c" "c"

        entry
            "Generators of perturbations δ, at logits z' of the perturbed sample"
            "advgan"
            "Robust/AdvGan"
            "Xiao et al. 2018, Eq. (4)"
            [
                markers[0], symbol "w" "w"
                -markers[1], -kappa
                markers[2], symbol "α" @"\alpha"
                markers[3], symbol "β" @"\beta"
                markers[4], c
                markers[4] * markers[4], c * c
            ]
            (advGanLines weights (symbol "L_GAN" @"L_{GAN}"))

    let robust =
        [
            for name, make in RobustLoss.named do
                let loss = make markers[0]

                let weight =
                    match name with
                    | "adversarial" -> symbol "w" "w"
                    | "trades" -> symbol "β" @"\beta"
                    | _ -> symbol "λ" @"\lambda"

                valueEntry
                    "Robust losses at clean logits z and adversarial logits z'"
                    name
                    loss
                    loss.Source
                    ([ markers[0], weight; 1.0 - markers[0], Formula.number 1.0 - weight ]
                     @ robustConstants)
                    (robustLines loss)
            advGan
        ]

    let penaltyLines (penalty: IPenalty) =
        let draws =
            match penalty.Draws with
            | NormalNoise -> symbol "u" "u"
            | NoDraws
            | UniformWeights -> symbol "w" "w"

        [
            symbol "x̂" @"\hat x", penalty.Points(draws, symbol "x" "x", symbol "G(z)" "G(z)")
            symbol "R" "R", penalty.Value gradient
        ]

    // What both players minimise beside an auxiliary classifier of this weight.
    let auxiliaryLosses (weight: float) =
        let add logits =
            Conditional.withAuxiliary weight (symbol "y" "y") logits

        let ofReal, ofFake = symbol "l(x)" "l(x)", symbol "l(G(z))" "l(G(z))"
        add ofFake (add ofReal discriminatorLoss), add ofFake generatorLoss

    let penalties =
        let constants =
            {
                Weight = markers[0]
                Target = markers[1]
                Deviation = markers[2]
            }

        [
            for name, make in Penalty.named do
                let penalty = make constants

                if not (Penalty.isNone penalty) then
                    valueEntry
                        "Penalties on the discriminator's gradient g at x̂"
                        name
                        penalty
                        penalty.Source
                        [
                            markers[0], symbol "λ" @"\lambda"
                            markers[1], symbol "k" "k"
                            markers[2], symbol "σ" @"\sigma"
                        ]
                        (penaltyLines penalty)
        ]
