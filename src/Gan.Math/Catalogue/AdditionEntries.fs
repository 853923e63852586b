namespace Gan.Math

open Gan.Math.Losses

/// Entries of terms that are added to losses, or made of them.
[<RequireQualifiedAccess>]
module internal AdditionEntries =

    let all =
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
                "cross-entropy of classes"
                "Losses/Classification"
                "Goodfellow, Bengio and Courville 2016, Eq. (6.30)"
                []
                LossEntries.classification
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
