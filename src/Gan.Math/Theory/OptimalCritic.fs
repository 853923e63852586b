namespace Gan.Math.Theory

[<RequireQualifiedAccess>]
module OptimalCritic =

    // P_k - Q_k for all k but the last, where both are 1.
    let private gaps (p: Distribution) (q: Distribution) =
        let differences = Array.map2 (-) p.Probabilities q.Probabilities
        Array.scan (+) 0.0 differences |> Array.skip 1 |> Array.take (p.Count - 1)

    let earthMover (p: Distribution) (q: Distribution) = gaps p q |> Array.sumBy abs

    let potential (p: Distribution) (q: Distribution) =
        gaps p q |> Array.scan (fun c gap -> c - float (sign gap)) 0.0
