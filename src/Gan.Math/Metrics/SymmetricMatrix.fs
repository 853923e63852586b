namespace Gan.Math.Metrics

open System

[<RequireQualifiedAccess>]
module SymmetricMatrix =

    let multiply (a: float[][]) (b: float[][]) =
        let columns = Array.transpose b

        a
        |> Array.Parallel.map (fun row -> columns |> Array.map (Neighbours.product row))

    let private norm (a: float[][]) =
        sqrt (a |> Array.sumBy (fun row -> Neighbours.product row row))

    // What is to become of index i: c x_i + s x_partner; pairs that rotate by nothing keep c = 1.
    [<Struct>]
    type private Rotation =
        {
            Partner: int
            Cosine: float
            Sine: float
        }

    // The pairs of round r of a tournament of n players, n even: every two meet once in n - 1 rounds.
    let private pairs (n: int) (round: int) =
        let seat k =
            if k = 0 then 0 else 1 + (k - 1 + round) % (n - 1)

        Array.init (n / 2) (fun k -> struct (seat k, seat (n - 1 - k)))

    let private rotations (a: float[][]) (round: int) =
        let size = a.Length

        let still i =
            {
                Partner = i
                Cosine = 1.0
                Sine = 0.0
            }

        let met =
            pairs (size + size % 2) round
            |> Array.collect (fun struct (p, q) ->
                if p >= size || q >= size || a[p][q] = 0.0 then
                    [||]
                else
                    let z = (a[q][q] - a[p][p]) / (2.0 * a[p][q])
                    let t = (if z < 0.0 then -1.0 else 1.0) / (abs z + sqrt (1.0 + z * z))
                    let c = 1.0 / sqrt (1.0 + t * t)

                    [|
                        p,
                        {
                            Partner = q
                            Cosine = c
                            Sine = -(t * c)
                        }
                        q,
                        {
                            Partner = p
                            Cosine = c
                            Sine = t * c
                        }
                    |])
            |> Map.ofArray

        Array.init size (fun i -> Map.tryFind i met |> Option.defaultValue (still i))

    let private rotateRows (rotations: Rotation[]) (a: float[][]) =
        rotations
        |> Array.mapi (fun i r ->
            if r.Partner = i then
                a[i]
            else
                Array.map2 (fun x y -> r.Cosine * x + r.Sine * y) a[i] a[r.Partner])

    let private rotateColumns (rotations: Rotation[]) (a: float[][]) =
        a
        |> Array.map (fun row -> rotations |> Array.mapi (fun j r -> r.Cosine * row[j] + r.Sine * row[r.Partner]))

    let private offDiagonal (a: float[][]) =
        a
        |> Array.mapi (fun i row -> Array.mapi (fun j x -> if i = j then 0.0 else x) row)
        |> norm

    let private largest (a: float[][]) =
        a |> Seq.collect id |> Seq.fold (fun most x -> max most (abs x)) 0.0

    let private requireSymmetric (a: float[][]) =
        if a |> Array.exists (fun row -> row.Length <> a.Length) then
            invalidArg (nameof a) "The matrix is not square."

        if a |> Array.exists (Array.exists (fun x -> not (Double.IsFinite x))) then
            raise (ArithmeticException "An element of the matrix is not finite.")

        let allowed = 1e-10 * largest a

        if Array.exists2 (Array.exists2 (fun (x: float) y -> abs (x - y) > allowed)) a (Array.transpose a) then
            invalidArg (nameof a) "The matrix is not symmetric."

    // Divided by its largest element, so that no square is lost; rotations do not remove what is not symmetric.
    let private normalised (size: float) (a: float[][]) =
        Array.map2 (Array.map2 (fun x y -> (x / size + y / size) / 2.0)) a (Array.transpose a)

    let eigen (a: float[][]) =
        requireSymmetric a
        let count = a.Length
        let size = largest a

        let identity =
            Array.init count (fun i -> Array.init count (fun j -> if i = j then 1.0 else 0.0))

        let rounds = max 1 (count + count % 2 - 1)

        let sweep (a: float[][], v: float[][]) =
            Seq.fold
                (fun (a, v) round ->
                    let r = rotations a round
                    rotateColumns r (rotateRows r a), rotateRows r v)
                (a, v)
                (seq { 0 .. rounds - 1 })

        // Sweeps leave the square of what they find off the diagonal, down to rounding, where they leave as much as they find.
        let rec go (left: int) (before: float) (a: float[][], v: float[][]) =
            let after = offDiagonal a

            if after = 0.0 || after > before / 2.0 && after <= 1e-12 * norm a then
                struct (Array.init count (fun i -> size * a[i][i]), v)
            elif left = 0 then
                raise (ArithmeticException "The eigenvalues were not found in 100 sweeps.")
            else
                go (left - 1) after (sweep (a, v))

        if size = 0.0 then
            struct (Array.create count 0.0, identity)
        else
            go 100 infinity (normalised size a, identity)

    let squareRootBy (eigen: float[][] -> struct (float[] * float[][])) (a: float[][]) =
        let struct (values, vectors) = eigen a
        // Below this an eigenvalue is rounding, and its root would be half of the digits.
        let least =
            float a.Length * 2.2e-16 * Seq.fold (fun most l -> max most (abs l)) 0.0 values

        let scaled =
            Array.map2 (fun l row -> row |> Array.map ((*) (if l > least then sqrt l else 0.0))) values vectors

        multiply (Array.transpose vectors) scaled

    let squareRoot (a: float[][]) = squareRootBy eigen a

    let residual (root: float[][]) (a: float[][]) =
        let missed = Array.map2 (Array.map2 (-)) (multiply root root) a |> norm
        if missed = 0.0 then 0.0 else missed / norm a
