namespace Gan.Math.Theory

open System

[<RequireQualifiedAccess>]
module Divergences =

    let kullbackLeibler (p: Distribution) (q: Distribution) =
        let term (a: float) (b: float) =
            if a = 0.0 then 0.0 else a * Math.Log(a / b) // a / 0 = inf, as the convention asks

        Array.map2 term p.Probabilities q.Probabilities |> Array.sum

    let jensenShannon (p: Distribution) (q: Distribution) =
        let m = Distribution.mixture p q
        kullbackLeibler p m / 2.0 + kullbackLeibler q m / 2.0
