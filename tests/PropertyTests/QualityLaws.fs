/// Laws of what measures generated samples: distances between sets of features, neighbours, classes and modes.
module Gan.PropertyTests.QualityLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Metrics
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

let private features purpose seed count size =
    let key = Seeds.derive seed purpose 0UL
    Array.init count (fun i -> Array.init size (fun j -> Seeds.normal key (uint64 (i * size + j))))

let private dot (a: float[]) (b: float[]) = Array.sum (Array.map2 (*) a b)

/// A symmetric matrix, and a rotation, of a size from 1 to 7.
let private symmetric seed size =
    let a = features "matrix" seed size size
    Array.init size (fun i -> Array.init size (fun j -> a[i][j] + a[j][i]))

let private rotation seed size =
    let struct (_, v) = SymmetricMatrix.eigen (symmetric seed size)
    v

let private rotate (v: float[][]) (samples: float[][]) =
    samples |> Array.map (fun x -> v |> Array.map (dot x))

let private sizeOf (PositiveInt n) = n % 7 + 1

let private flat (a: float[][]) = Array.concat a

let private close tolerance (expected: float[][]) (actual: float[][]) =
    all
        [
            for e, a in Array.zip (flat expected) (flat actual) do
                near tolerance e a
        ]

[<Law>]
let ``eigenvalues and eigenvectors make the matrix again`` (seed: uint64) n =
    let size = sizeOf n
    let a = symmetric seed size
    let struct (values, v) = SymmetricMatrix.eigen a

    let scaled = Array.map2 (fun l row -> Array.map ((*) l) row) values v

    let identity =
        Array.init size (fun i -> Array.init size (fun j -> if i = j then 1.0 else 0.0))

    all
        [
            close 1e-12 a (SymmetricMatrix.multiply (Array.transpose v) scaled)
            close 1e-12 identity (SymmetricMatrix.multiply v (Array.transpose v))
        ]

// Large, with equal eigenvalues, of low rank, or of very different sizes: it ends, at rounding.
[<Fact>]
let ``eigenvalues of difficult matrices are found`` () =
    let ofRank rank size scale =
        let x =
            features "x" 5UL rank size |> Array.map (Array.mapi (fun j v -> v * scale j))

        SymmetricMatrix.multiply (Array.transpose x) x

    for a in
        [
            ofRank 100 60 (fun _ -> 1.0)
            ofRank 3 40 (fun _ -> 1.0)
            ofRank 50 40 (fun j -> 10.0 ** (-float j / 4.0))
            Array.init 33 (fun i -> Array.init 33 (fun j -> if i = j then 2.0 else 0.0))
            Array.init 33 (fun _ -> Array.create 33 1.0)
            Array.init 5 (fun _ -> Array.create 5 0.0)
            [| [| 7.0 |] |]
        ] do
        let struct (values, v) = SymmetricMatrix.eigen a
        let size = a |> Array.sumBy (Array.sumBy abs)

        let again =
            SymmetricMatrix.multiply (Array.transpose v) (Array.map2 (fun l row -> Array.map ((*) l) row) values v)

        for x, y in Array.zip (flat a) (flat again) do
            Assert.Equal(x, y, 1e-13 * size + 1e-300)

        Assert.True(Array.min values >= -1e-13 * size)

[<Fact>]
let ``what is not symmetric, or not finite, is refused, and size does not matter`` () =
    for a in
        [
            [| [| 0.0; 1.0 |]; [| -1.0; 0.0 |] |]
            [| [| 1.0; 2.0 |] |]
            [| [| 1.0; 1.0 + 1e-9 |]; [| 1.0; 1.0 |] |]
        ] do
        Assert.Throws<ArgumentException>(fun () -> SymmetricMatrix.eigen a |> ignore)
        |> ignore

    for scale in [ 1e-170; 1e300 ] do
        let a = [| [| 2.0; 1.0 |]; [| 1.0; 2.0 |] |] |> Array.map (Array.map ((*) scale))
        let struct (values, _) = SymmetricMatrix.eigen a
        Assert.Equal(1.0, Array.min values / scale, 1e-14)
        Assert.Equal(3.0, Array.max values / scale, 1e-14)

    // As close to symmetric as a covariance of float32: it ends.
    let struct (values, _) =
        SymmetricMatrix.eigen [| [| 2.0; 1.0 + 1e-11 |]; [| 1.0; 2.0 |] |]

    Assert.Equal(3.0, Array.max values, 1e-10)

// Features that follow from three others: 61 eigenvalues are 0, and their rounding must not be a distance. In the coordinates of the
// three it is a distance of three features.
[<Fact>]
let ``features that depend on each other keep the digits of the Frechet distance`` () =
    let basis = features "basis" 1UL 64 3

    let raise' (x: float[][]) =
        x |> Array.map (fun x -> basis |> Array.map (dot x))

    let x, y =
        features "x" 2UL 200 3, features "y" 3UL 200 3 |> Array.map (Array.map ((*) 1.5))

    let moments samples = Moments.ofSamples (raise' samples)
    let same = FrechetDistance.between (moments x) (moments x)

    let scale =
        Moments.covariance (moments x) |> Array.mapi (fun i row -> row[i]) |> Array.sum

    Assert.Equal(0.0, same.Distance / scale, 1e-12)
    // The same with orthogonal directions: B = Q R, and Q keeps distances.
    let gram = SymmetricMatrix.multiply (Array.transpose basis) basis
    let root = SymmetricMatrix.squareRoot gram

    let inner samples =
        Moments.ofSamples (samples |> Array.map (fun x -> root |> Array.map (dot x)))

    let expected = (FrechetDistance.between (inner x) (inner y)).Distance
    Assert.Equal(1.0, (FrechetDistance.between (moments x) (moments y)).Distance / expected, 1e-10)

// Beyond 1e48 sums of sixth powers are infinite; below, every distance has a value.
[<Fact>]
let ``features of any size have distances, or are refused`` () =
    let at size =
        [| [| size; -size |]; [| -size; size |]; [| 0.5 * size; size |] |]

    Assert.True(Double.IsFinite(KernelDistance.between (at 9e47) (at -9e47)))

    Assert.True(
        Double.IsFinite((FrechetDistance.between (Moments.ofSamples (at 9e47)) (Moments.ofSamples (at 4e47))).Distance)
    )

    for size in [ 1e48; 1e60; 1e160 ] do
        for act in
            [
                fun () -> KernelDistance.between (at size) (at 1.0) |> ignore
                fun () -> Moments.ofSamples (at size) |> ignore
                fun () -> PrecisionRecall.radii 1 (at size) |> ignore
            ] do
            let refused = Assert.Throws<ArgumentException>(act)
            Assert.Contains("1e48", refused.Message)

[<Fact>]
let ``numbers that are not finite are refused`` () =
    let good = features "x" 1UL 6 2

    for bad in [ nan; infinity; 1e200 ] do
        let wrong = good |> Array.mapi (fun i x -> if i = 3 then [| bad; 0.0 |] else x)

        for act in
            [
                fun () -> Moments.ofSamples wrong |> ignore
                fun () -> KernelDistance.between good wrong |> ignore
                fun () -> PrecisionRecall.between 2 good wrong |> ignore
                fun () -> PrecisionRecall.radii 2 wrong |> ignore
                fun () -> DataCopying.nearest wrong good |> ignore
                fun () -> ModeCoverage.ofPoints good 1.0 1 wrong |> ignore
            ] do
            Assert.Throws<ArgumentException>(act) |> ignore

    Assert.Throws<ArgumentException>(fun () -> DataCopying.score [| 1.0 |] [| nan |] |> ignore)
    |> ignore

// (1e8 - 1, 1e8, 1e8 + 1): deviations -1, 0, 1.
[<Fact>]
let ``moments far from the origin keep their digits`` () =
    let moments = Moments.ofSamples [| [| 1e8 - 1.0 |]; [| 1e8 |]; [| 1e8 + 1.0 |] |]
    Assert.Equal(2.0, moments.Scatter[0][0], 1e-12)

// Each sample twice: its nearest other one is itself again, and balls of radius 0 hold their centres.
[<Fact>]
let ``a ball holds what lies on its rim`` () =
    let twice = features "x" 4UL 7 3 |> Array.collect (fun x -> [| x; x |])
    let found = PrecisionRecall.between 1 twice twice
    Assert.Equal((1.0, 1.0, 1.0, 2.0), (found.Precision, found.Recall, found.Coverage, found.Density))

// One sample far away: 1 / n of its square to the third power would drown the rest, if it were added and taken away again.
[<Fact>]
let ``pairs of a sample with itself are not added at all`` () =
    let x = [| [| 1e5 |]; [| 0.0 |]; [| 0.0 |] |]
    // All six pairs have k = 1; against itself: 1 + 1 - 2 mean over all nine, (8 + k(1e5, 1e5)) / 9.
    let expected = 2.0 - 2.0 * (8.0 + (1e10 + 1.0) ** 3.0) / 9.0
    Assert.Equal(1.0, KernelDistance.between x x / expected, 1e-14)
    Assert.Equal(0.0, KernelDistance.between [| [| 1e5 |]; [| 0.0 |] |] [| [| 0.0 |]; [| 0.0 |] |])

// [[2, 1], [1, 2]] has 1 and 3; its root has (sqrt 3 + 1) / 2 on the diagonal and (sqrt 3 - 1) / 2 beside it.
[<Fact>]
let ``a matrix of two by two has its root`` () =
    let a = [| [| 2.0; 1.0 |]; [| 1.0; 2.0 |] |]
    let struct (values, _) = SymmetricMatrix.eigen a
    Assert.Equal(1.0, Array.min values, 1e-14)
    Assert.Equal(3.0, Array.max values, 1e-14)
    let root = SymmetricMatrix.squareRoot a
    Assert.Equal((sqrt 3.0 + 1.0) / 2.0, root[0][0], 1e-14)
    Assert.Equal((sqrt 3.0 - 1.0) / 2.0, root[0][1], 1e-14)
    Assert.True(SymmetricMatrix.residual root a < 1e-15)
    Assert.Equal(0.5, SymmetricMatrix.residual [| [| 1.0 |] |] [| [| 2.0 |] |], 1e-15)
    Assert.Equal(0.0, SymmetricMatrix.residual [| [| 0.0 |] |] [| [| 0.0 |] |])

    Assert.Throws<ArithmeticException>(fun () -> SymmetricMatrix.eigen [| [| nan |] |] |> ignore)
    |> ignore

[<Law>]
let ``the root of a square without negative eigenvalues is right`` (seed: uint64) n =
    let a = symmetric seed (sizeOf n)
    let square = SymmetricMatrix.multiply a a
    let root = SymmetricMatrix.squareRoot square
    let struct (values, _) = SymmetricMatrix.eigen root

    all
        [
            near 1e-12 0.0 (SymmetricMatrix.residual root square)
            (Array.min values >= -1e-12) |> Prop.label "not negative"
        ]

let private sameMoments tolerance (a: Moments) (b: Moments) =
    all
        [
            (a.Count = b.Count) |> Prop.label "count"
            close tolerance [| a.Mean |] [| b.Mean |]
            close tolerance a.Scatter b.Scatter
        ]

[<Law>]
let ``moments of parts merge to those of the whole, in any grouping and order``
    (seed: uint64)
    n
    (PositiveInt first)
    (PositiveInt second)
    =
    let size = sizeOf n

    let part purpose count =
        features purpose seed (count % 9 + 1) size

    let a, b, c = part "a" first, part "b" second, part "c" (first + second)
    let of' = Moments.ofSamples
    let merge = Moments.merge

    all
        [
            sameMoments 1e-10 (of' (Array.concat [ a; b; c ])) (merge (merge (of' a) (of' b)) (of' c))
            sameMoments 1e-10 (merge (merge (of' a) (of' b)) (of' c)) (merge (of' a) (merge (of' b) (of' c)))
            sameMoments 1e-10 (merge (of' a) (of' b)) (merge (of' b) (of' a))
        ]

// Of (1, 0), (3, 4): mean (2, 2), deviations -+(1, 2).
[<Fact>]
let ``moments and covariance have their exact values`` () =
    let moments = Moments.ofSamples [| [| 1.0; 0.0 |]; [| 3.0; 4.0 |] |]
    Assert.Equal<float[]>([| 2.0; 2.0 |], moments.Mean)
    Assert.Equal<float[][]>([| [| 2.0; 4.0 |]; [| 4.0; 8.0 |] |], moments.Scatter)
    Assert.Equal<float[][]>(moments.Scatter, Moments.covariance moments)
    let four = Moments.merge moments moments
    Assert.Equal<float[][]>([| [| 4.0 / 3.0; 8.0 / 3.0 |]; [| 8.0 / 3.0; 16.0 / 3.0 |] |], Moments.covariance four)

let private gaussian mean (deviations: float[]) =
    {
        Count = 1001L
        Mean = mean
        Scatter =
            Array.init deviations.Length (fun i ->
                Array.init deviations.Length (fun j ->
                    if i = j then
                        1000.0 * deviations[i] * deviations[i]
                    else
                        0.0))
    }

let private turned (v: float[][]) (moments: Moments) =
    { moments with
        Mean = v |> Array.map (dot moments.Mean)
        Scatter = SymmetricMatrix.multiply v (SymmetricMatrix.multiply moments.Scatter (Array.transpose v))
    }

// Gaussians with the same axes: |m_a - m_b|^2 + sum (s_a - s_b)^2, in any coordinates.
[<Law>]
let ``the Frechet distance of Gaussians with the same axes is that of means and deviations`` (seed: uint64) n =
    let size = sizeOf n
    let draw purpose low = draw purpose seed low 2.0 size
    let meanA, meanB = draw "mean a" -2.0, draw "mean b" -2.0
    let deviationsA, deviationsB = draw "deviations a" 0.1, draw "deviations b" 0.1
    let a, b = gaussian meanA deviationsA, gaussian meanB deviationsB
    let v = rotation seed size

    let apart x y =
        Array.sum (Array.map2 (fun x y -> (x - y) ** 2.0) x y)

    let expected = apart meanA meanB + apart deviationsA deviationsB
    let distance a b = (FrechetDistance.between a b).Distance

    all
        [
            near 1e-11 expected (distance a b)
            near 1e-11 expected (distance (turned v a) (turned v b))
            near 1e-11 expected (distance b a)
            near 1e-11 0.0 (distance (turned v a) (turned v a))
            near 1e-11 0.0 (FrechetDistance.between (turned v a) (turned v b)).Residual
        ]

[<Law>]
let ``the Frechet distance of samples is symmetric, turns with them, and is 0 on themselves`` (seed: uint64) n =
    let size = sizeOf n
    let x = features "x" seed 30 size
    let y = features "y" seed 40 size |> Array.map (Array.map (fun v -> 3.0 + 2.0 * v))
    let v = rotation seed size

    let distance x y =
        (FrechetDistance.between (Moments.ofSamples x) (Moments.ofSamples y)).Distance

    all
        [
            agree 1e-10 (distance x y) (distance y x)
            agree 1e-10 (distance x y) (distance (rotate v x) (rotate v y))
            near 1e-10 0.0 (distance x x)
            (distance x y > 0.1) |> Prop.label "apart"
        ]

// An independent program in float64 (numpy and scipy.linalg.sqrtm) on the same 12 and 15 samples of 4 features.
[<Fact>]
let ``distances agree with an independent program`` () =
    let table count phase =
        Array.init count (fun i ->
            Array.init 4 (fun j -> sin (float (i * 7 + j * 3) + phase) + 0.1 * float (i * j % 5)))

    let x = table 12 0.0
    let y = table 15 1.3 |> Array.map (Array.map (fun v -> 1.6 * v + 0.2))
    let frechet = FrechetDistance.between (Moments.ofSamples x) (Moments.ofSamples y)
    Assert.Equal(1.5248968667288212, frechet.Distance, 1e-10)
    Assert.Equal(2.648248123032868, KernelDistance.between x y, 1e-12)
    let fidelity = PrecisionRecall.between 3 x y
    Assert.Equal(0.6, fidelity.Precision, 1e-12)
    Assert.Equal(1.0, fidelity.Recall, 1e-12)
    Assert.Equal(0.4888888888888889, fidelity.Density, 1e-12)
    Assert.Equal(2.0 / 3.0, fidelity.Coverage, 1e-12)

// Two sets of the same Gaussian: what is left between them is the error of their moments, which falls as 1 / n.
[<Fact>]
let ``with more samples the Frechet distance falls towards its floor`` () =
    let between count =
        List.average
            [
                for seed in 1UL .. 5UL do
                    (FrechetDistance.between
                        (Moments.ofSamples (features "one" seed count 5))
                        (Moments.ofSamples (features "other" seed count 5)))
                        .Distance
            ]

    let falling = [ 20; 80; 320; 1280 ] |> List.map between

    for before, after in List.pairwise falling do
        Assert.InRange(after / before, 0.1, 0.5)

[<Fact>]
let ``the Frechet distance refuses too few samples and other dimensions`` () =
    let moments count size =
        Moments.ofSamples (features "x" 1UL count size)

    Assert.IsType<Frechet>(FrechetDistance.between (moments 6 5) (moments 6 5))
    |> ignore

    for a, b in
        [
            moments 5 5, moments 50 5
            moments 50 5, moments 5 5
            moments 50 5, moments 50 4
        ] do
        Assert.Throws<ArgumentException>(fun () -> FrechetDistance.between a b |> ignore)
        |> ignore

// sum over i of binomial(3, i) |E (x/sqrt D)^(tensor i) - the same of y|^2: for one feature, raw moments. The mean over all pairs is it
// exactly, and differs from the one without bias by the pairs of a sample with itself.
[<Law>]
let ``the kernel distance of one feature is that of its first three moments``
    (seed: uint64)
    (PositiveInt n)
    (PositiveInt m)
    =
    let x = features "x" seed (n % 9 + 2) 1
    let y = features "y" seed (m % 9 + 2) 1

    let moment k (x: float[][]) =
        x |> Array.averageBy (fun v -> v[0] ** float k)

    let biased =
        [ 1, 3.0; 2, 3.0; 3, 1.0 ]
        |> List.sumBy (fun (k, weight) -> weight * (moment k x - moment k y) ** 2.0)

    let own (x: float[][]) =
        x |> Array.averageBy (fun v -> (v[0] * v[0] + 1.0) ** 3.0)

    let pairs (x: float[][]) =
        1.0 + 3.0 * moment 1 x ** 2.0 + 3.0 * moment 2 x ** 2.0 + moment 3 x ** 2.0

    // (n mean of all pairs - mean of own) / (n - 1) in place of the mean of all pairs.
    let correction (x: float[][]) =
        (pairs x - own x) / float (x.Length - 1)

    let expected = biased + correction x + correction y
    agree 1e-9 (1000.0 + expected) (1000.0 + KernelDistance.between x y)

[<Law>]
let ``the kernel distance is symmetric and turns with the samples`` (seed: uint64) n =
    let size = sizeOf n
    let x, y = features "x" seed 8 size, features "y" seed 11 size
    let v = rotation seed size

    all
        [
            near 1e-11 (KernelDistance.between x y) (KernelDistance.between y x)
            near 1e-11 (KernelDistance.between x y) (KernelDistance.between (rotate v x) (rotate v y))
        ]

[<Law>]
let ``precision and recall are shares of balls, counted one by one`` (seed: uint64) n (PositiveInt k) =
    let size = sizeOf n
    let k = k % 4 + 1
    let real = features "real" seed 9 size

    let generated =
        features "generated" seed 12 size
        |> Array.map (Array.map (fun v -> 1.3 * v + 0.2))

    let distance (x: float[]) (y: float[]) = Norm.ofSample L2 (Array.map2 (-) x y)

    let radius (set: float[][]) i =
        (set |> Array.removeAt i |> Array.map (distance set[i]) |> Array.sort)[k - 1]

    let inside (set: float[][]) x =
        set
        |> Array.indexed
        |> Array.filter (fun (i, centre) -> distance centre x <= radius set i + 1e-12)
        |> Array.length

    let share count (set: float[][]) =
        float (set |> Array.filter (fun x -> count x > 0) |> Array.length)
        / float set.Length

    let found = PrecisionRecall.between k real generated

    let held i =
        generated |> Array.exists (fun x -> distance real[i] x <= radius real i + 1e-12)

    all
        [
            near 1e-15 (share (inside real) generated) found.Precision
            near 1e-15 (share (inside generated) real) found.Recall
            near 1e-12 (float (Array.sumBy (inside real) generated) / float (k * generated.Length)) found.Density
            near
                1e-15
                (float (Seq.length (Seq.filter held [ 0 .. real.Length - 1 ]))
                 / float real.Length)
                found.Coverage
        ]

[<Fact>]
let ``a set is precise and complete against itself, and neither far away`` () =
    let real = features "real" 3UL 20 3
    let same = PrecisionRecall.between 4 real real
    Assert.Equal((1.0, 1.0, 1.0), (same.Precision, same.Recall, same.Coverage))
    // Each ball holds its centre and k others.
    Assert.Equal(5.0 / 4.0, same.Density, 1e-12)
    let far = PrecisionRecall.between 4 real (real |> Array.map (Array.map ((+) 100.0)))
    Assert.Equal((0.0, 0.0, 0.0, 0.0), (far.Precision, far.Recall, far.Density, far.Coverage))

    for k in [ 0; 20 ] do
        Assert.Throws<ArgumentException>(fun () -> PrecisionRecall.radii k real |> ignore)
        |> ignore

// Q(1, x) = e^-x, Q(2, x) = (1 + x) e^-x, Q(1/2, x) = erfc(sqrt x): erfc(1) = 0.15729920705028513.
[<Fact>]
let ``the upper incomplete gamma function has its closed forms`` () =
    for x in [ 0.0; 1e-3; 0.5; 1.0; 1.9; 2.1; 5.0; 40.0; 200.0 ] do
        Assert.Equal(1.0, ClassScores.upperGamma 1.0 x / exp -x, 1e-12)
        Assert.Equal(1.0, ClassScores.upperGamma 2.0 x / ((1.0 + x) * exp -x), 1e-12)
        // e^-x sum over k < 50 of x^k / k!
        let _, sum =
            Seq.fold (fun (term, sum) k -> term * x / float k, sum + term * x / float k) (1.0, 1.0) [ 1..49 ]

        Assert.Equal(1.0, ClassScores.upperGamma 50.0 x / (exp -x * sum), 1e-11)

    Assert.Equal(0.15729920705028513, ClassScores.upperGamma 0.5 1.0, 1e-13)

// 95 % of the chi-squared distribution of 9 degrees of freedom lie below 16.918977604620448.
[<Fact>]
let ``classes that occur as they should pass, and others fail`` () =
    let uniform = Array.create 10 0.1
    let even = ClassScores.chiSquaredTest (Array.create 10 100) uniform
    Assert.Equal(0.0, even.ChiSquared)
    Assert.Equal(1.0, even.PValue)
    // Two classes of 1000 off by d: 2 d^2 / 100 over the ten of 100 each.
    let off =
        ClassScores.chiSquaredTest (Array.append [| 130; 70 |] (Array.create 8 100)) uniform

    Assert.Equal(18.0, off.ChiSquared, 1e-12)
    Assert.InRange(off.PValue, 0.03, 0.05)
    Assert.Equal(0.05, ClassScores.upperGamma 4.5 (16.918977604620448 / 2.0), 1e-12)

    for counts, expected in
        [
            [| 1 |], [| 1.0 |]
            [| 1; 2 |], [| 1.0 |]
            [| 0; 0 |], [| 0.5; 0.5 |]
            [| 1; 2 |], [| 1.0; 0.0 |]
        ] do
        Assert.Throws<ArgumentException>(fun () -> ClassScores.chiSquaredTest counts expected |> ignore)
        |> ignore

[<Law>]
let ``the inception score is 1 without information, K with all of it, and between otherwise`` (seed: uint64) n =
    let classes = sizeOf n + 1

    let certain =
        Array.init (3 * classes) (fun i -> Array.init classes (fun k -> if i % classes = k then 1.0 else 0.0))

    let some =
        features "logits" seed 20 classes
        |> Array.map (fun z ->
            let e = Array.map exp z
            e |> Array.map (fun v -> v / Array.sum e))

    all
        [
            near 1e-12 1.0 (ClassScores.inceptionScore (Array.create 5 some[0]))
            near 1e-10 (float classes) (ClassScores.inceptionScore certain)
            (let score = ClassScores.inceptionScore some in 1.0 < score && score < float classes)
            |> Prop.label "between"
        ]

[<Fact>]
let ``the inception score refuses what are no probabilities`` () =
    for rows in
        [
            [||]
            [| [| 0.5; 0.6 |] |]
            [| [| 0.5; 0.5 |]; [| 1.0 |] |]
            [| [| nan; 1.0 |] |]
        ] do
        Assert.Throws<ArgumentException>(fun () -> ClassScores.inceptionScore rows |> ignore)
        |> ignore

// U counts pairs: brute force.
[<Law>]
let ``the score of copying counts pairs, and changes its sign with the sides``
    (heldOut: NonEmptyArray<byte>)
    (generated: NonEmptyArray<byte>)
    =
    let a, b = heldOut.Get |> Array.map float, generated.Get |> Array.map float

    let u =
        Seq.sum (
            seq {
                for x in a do
                    for y in b ->
                        if y > x then 1.0
                        elif y = x then 0.5
                        else 0.0
            }
        )

    let l, m = float a.Length, float b.Length
    let expected = (u - l * m / 2.0) / sqrt (l * m * (l + m + 1.0) / 12.0)

    all
        [
            near 1e-10 expected (DataCopying.score a b)
            near 1e-10 -(DataCopying.score a b) (DataCopying.score b a)
            near 1e-12 0.0 (DataCopying.score a a)
        ]

[<Fact>]
let ``copies are found with the sample that they copy`` () =
    let training = features "training" 1UL 50 4

    let copies =
        training |> Array.take 20 |> Array.rev |> Array.map (Array.map ((+) 1e-6))

    let heldOut = features "held out" 2UL 40 4
    let nearest = DataCopying.nearest training copies
    Assert.Equal<int[]>([| 19..-1..0 |], nearest |> Array.map (fun struct (_, place) -> place))

    for struct (distance, _) in nearest do
        Assert.Equal(2e-6, distance, 1e-9)

    let distances samples =
        DataCopying.nearest training samples |> Array.map (fun struct (d, _) -> d)

    Assert.True(DataCopying.score (distances heldOut) (distances copies) < -5.0)
    Assert.InRange(DataCopying.score (distances heldOut) (distances (features "new" 3UL 40 4)), -3.0, 3.0)

[<Fact>]
let ``modes are counted by the closest centre within reach`` () =
    let centres = [| [| 0.0; 0.0 |]; [| 10.0; 0.0 |]; [| 0.0; 10.0 |] |]

    let points =
        [|
            [| 0.1; 0.2 |]
            [| -0.3; 0.0 |]
            [| 9.8; 0.1 |]
            [| 5.0; 5.0 |]
            [| 0.0; 0.30001 |]
        |]

    let modes = ModeCoverage.ofPoints centres 0.3 2 points
    Assert.Equal<int[]>([| 2; 1; 0 |], modes.Counts)
    Assert.Equal(0.6, modes.Near, 1e-15)
    Assert.Equal(1, modes.Covered)
    Assert.Equal(2, (ModeCoverage.ofPoints centres 0.3 1 points).Covered)

    for reach, least in [ 0.0, 1; nan, 1; 0.3, 0 ] do
        Assert.Throws<ArgumentException>(fun () -> ModeCoverage.ofPoints centres reach least points |> ignore)
        |> ignore
