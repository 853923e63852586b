namespace Gan.Math.Metrics

open System

[<NoComparison>]
type ClassTest = { ChiSquared: float; PValue: float }

[<RequireQualifiedAccess>]
module ClassScores =

    [<CompiledName("InceptionScore")>]
    let inceptionScore (probabilities_NK: float[][]) =
        Neighbours.requireAlike (nameof probabilities_NK) probabilities_NK

        if
            probabilities_NK
            |> Array.exists (fun p -> Array.exists (fun v -> v < 0.0) p || not (abs (Array.sum p - 1.0) <= 1e-3))
        then
            invalidArg (nameof probabilities_NK) "A row of probabilities does not sum to 1, or one is negative."

        let mean = Array.transpose probabilities_NK |> Array.map Array.average

        let divergence (p: float[]) =
            Array.fold2 (fun sum p q -> if p = 0.0 || q = 0.0 then sum else sum + p * log (p / q)) 0.0 p mean

        exp (probabilities_NK |> Array.averageBy divergence)

    // log Gamma(a), Stirling's series after raising a to 12 and more: what is left out is below 1e-16.
    let rec private logGamma (a: float) =
        if a < 12.0 then
            logGamma (a + 1.0) - log a
        else
            let coefficients =
                [
                    1.0 / 12.0
                    -1.0 / 360.0
                    1.0 / 1260.0
                    -1.0 / 1680.0
                    1.0 / 1188.0
                    -691.0 / 360360.0
                    1.0 / 156.0
                ]

            let series =
                List.foldBack (fun coefficient sum -> coefficient + sum / (a * a)) coefficients 0.0

            (a - 0.5) * log a - a + 0.5 * log (2.0 * Math.PI) + series / a

    let upperGamma (a: float) (x: float) =
        let front = exp (a * log x - x - logGamma a)

        if x = 0.0 then
            1.0
        elif x < a + 1.0 then
            // 1 - P by its series.
            let rec series n term sum =
                if term < sum * 1e-17 then
                    sum
                else
                    let next = term * x / (a + n)
                    series (n + 1.0) next (sum + next)

            1.0 - front * series 1.0 (1.0 / a) (1.0 / a)
        else
            // The continued fraction, by Lentz's method.
            let tiny = 1e-300

            let rec fraction i c d h =
                let an = -i * (i - a)
                let b = x + 2.0 * i + 1.0 - a
                let away v = if abs v < tiny then tiny else v
                let d = 1.0 / away (an * d + b)
                let c = away (b + an / c)
                let step = c * d
                let h = h * step

                if abs (step - 1.0) < 1e-16 || i > 10_000.0 then
                    h
                else
                    fraction (i + 1.0) c d h

            let b = x + 1.0 - a
            front * fraction 1.0 (1.0 / tiny) (1.0 / b) (1.0 / b)

    [<CompiledName("ChiSquaredTest")>]
    let chiSquaredTest (counts_K: int[]) (expected_K: float[]) =
        if counts_K.Length < 2 || counts_K.Length <> expected_K.Length then
            invalidArg (nameof counts_K) "Two classes at least, with a count and a probability each."

        let total = counts_K |> Array.sumBy float

        if total = 0.0 || Array.exists (fun n -> n < 0) counts_K then
            invalidArg (nameof counts_K) "Counts are not negative, and not all 0."

        if
            Array.exists (fun p -> not (p > 0.0)) expected_K
            || not (abs (Array.sum expected_K - 1.0) <= 1e-9)
        then
            invalidArg (nameof expected_K) "Probabilities are positive and sum to 1."

        let statistic =
            Array.fold2 (fun sum n p -> sum + (float n - total * p) ** 2.0 / (total * p)) 0.0 counts_K expected_K

        {
            ChiSquared = statistic
            PValue = upperGamma (float (counts_K.Length - 1) / 2.0) (statistic / 2.0)
        }

    [<CompiledName("EvenTest")>]
    let evenTest (counts_K: int[]) =
        chiSquaredTest counts_K (Array.create counts_K.Length (1.0 / float counts_K.Length))
