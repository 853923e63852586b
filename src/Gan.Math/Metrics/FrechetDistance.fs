namespace Gan.Math.Metrics

[<Struct; NoComparison>]
type Frechet = { Distance: float; Residual: float }

[<RequireQualifiedAccess>]
module FrechetDistance =

    let private trace (a: float[][]) =
        a |> Array.mapi (fun i row -> row[i]) |> Array.sum

    let betweenBy (eigen: float[][] -> struct (float[] * float[][])) (a: Moments) (b: Moments) =
        let size = a.Mean.Length

        if b.Mean.Length <> size then
            invalidArg (nameof b) $"{b.Mean.Length} features cannot be compared with {size}."

        for name, moments in [ nameof a, a; nameof b, b ] do
            if moments.Count <= int64 size then
                invalidArg
                    name
                    $"{moments.Count} samples are too few for {size} features: at least {size + 1} are needed, and many more to mean something."

        let covA, covB = Moments.covariance a, Moments.covariance b
        let root = SymmetricMatrix.squareRootBy eigen covA
        let product = SymmetricMatrix.multiply root (SymmetricMatrix.multiply covB root)
        // Equal but for rounding, and Jacobi's method takes them for equal.
        let inner =
            Array.map2 (Array.map2 (fun x y -> (x + y) / 2.0)) product (Array.transpose product)

        let rootOfProduct = SymmetricMatrix.squareRootBy eigen inner

        {
            Distance =
                Array.fold2 (fun sum x y -> sum + (x - y) * (x - y)) 0.0 a.Mean b.Mean
                + trace covA
                + trace covB
                - 2.0 * trace rootOfProduct
                |> max 0.0
            Residual = max (SymmetricMatrix.residual root covA) (SymmetricMatrix.residual rootOfProduct inner)
        }

    let between (a: Moments) (b: Moments) = betweenBy SymmetricMatrix.eigen a b
