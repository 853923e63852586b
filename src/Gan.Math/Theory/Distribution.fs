namespace Gan.Math.Theory

open System

[<NoComparison; StructuralEquality>]
type Distribution =
    private
        {
            Weights: float[]
        }

    member p.Count = p.Weights.Length
    member p.Probabilities = Array.copy p.Weights
    override p.ToString() = $"%A{p.Weights}"

[<RequireQualifiedAccess>]
module Distribution =

    let ofWeights (weights: float seq) =
        let w = Seq.toArray weights
        // Divided by the largest first: the plain sum of huge weights would overflow.
        let largest = if w.Length = 0 then 0.0 else Array.max w

        if w.Length = 0 then
            Error "A distribution has at least one outcome."
        elif w |> Array.exists (fun a -> not (Double.IsFinite a) || a < 0.0) then
            Error "Weights are finite and not negative."
        elif largest = 0.0 then
            Error "At least one weight is positive."
        else
            let scaled = w |> Array.map (fun a -> a / largest)
            let total = Array.sum scaled

            Ok
                {
                    Weights = scaled |> Array.map (fun a -> a / total)
                }

    let mixture (p: Distribution) (q: Distribution) =
        {
            Weights = Array.map2 (fun a b -> (a + b) / 2.0) p.Weights q.Weights
        }
