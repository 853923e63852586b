namespace Gan.Math.Theory

open System
open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module Divergences =

    let private sumOver (term: float -> float -> float) (p: Distribution) (q: Distribution) =
        Array.map2 term p.Probabilities q.Probabilities |> Array.sum

    [<CompiledName("KullbackLeibler")>]
    let kullbackLeibler (p: Distribution) (q: Distribution) =
        sumOver (fun a b -> if a = 0.0 then 0.0 else a * Math.Log(a / b)) p q // a / 0 = inf, as the convention asks

    [<CompiledName("JensenShannon")>]
    let jensenShannon (p: Distribution) (q: Distribution) =
        let m = Distribution.mixture p q
        kullbackLeibler p m / 2.0 + kullbackLeibler q m / 2.0

    let generatorFunction (divergence: FDivergence) (u: 'T :> IReal<'T>) : 'T =
        let above: 'T = u +. 1.0

        match divergence with
        | KullbackLeibler -> u * ln u
        | ReverseKullbackLeibler -> -(ln u)
        | PearsonChiSquared -> square (u +. -1.0)
        | SquaredHellinger -> square (squareRoot u +. -1.0)
        | JensenShannon ->
            let left: 'T = u * ln u
            let right: 'T = above * ln (above .* 0.5)
            left - right
        | TotalVariation -> absolute (u +. -1.0) .* 0.5

    // lim f(u) as u falls to 0, and lim f(u) / u as u grows
    let private limits (divergence: FDivergence) =
        match divergence with
        | KullbackLeibler -> 0.0, infinity
        | ReverseKullbackLeibler -> infinity, 0.0
        | PearsonChiSquared -> 1.0, infinity
        | SquaredHellinger -> 1.0, 1.0
        | JensenShannon -> log 2.0, log 2.0
        | TotalVariation -> 0.5, 0.5

    let fDivergence (divergence: FDivergence) (p: Distribution) (q: Distribution) =
        let atZero, slope = limits divergence

        let term (a: float) (b: float) =
            if a = 0.0 && b = 0.0 then
                0.0
            elif b = 0.0 then
                a * slope
            elif a = 0.0 then
                b * atZero
            else
                b * (generatorFunction divergence (Reference.scalar (a / b))).Item

        sumOver term p q

    let totalVariation (p: Distribution) (q: Distribution) = fDivergence TotalVariation p q
    let chiSquared (p: Distribution) (q: Distribution) = fDivergence PearsonChiSquared p q

    let variationalBound (divergence: FDivergence) (p: Distribution) (q: Distribution) (critic: float seq) =
        let t = Seq.toArray critic

        let conjugate (weight: float) (value: float) =
            weight * (FGan.conjugate divergence (Reference.scalar value)).Item

        Array.sum (Array.map2 (*) p.Probabilities t)
        - Array.sum (Array.map2 conjugate q.Probabilities t)
