/// Laws of games of two players: the bilinear game, the Dirac-GAN, plays, corrections by the Jacobian.
module Gan.PropertyTests.GameLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Theory
open Gan.Math.Turns
open Gan.Math.Updates
open Gan.PropertyTests.Generators

/// The field of min_x max_y x y: each player's gradient of its own loss, (y, -x).
let private field (point: Reference) =
    match point.Values with
    | [| x; y |] -> Reference.vector [ y; -x ]
    | _ -> failwith "two players"

let private at (t: int64) = { Step = t; GradientNorm = 0.0 }

/// The point after each step of a play with a rule, from (1, 0).
let private play
    steps
    (move: int64 -> Reference * Slots<Reference> * Reference -> Reference * Slots<Reference> * Reference)
    =
    let start = Reference.vector [ 1.0; 0.0 ]

    [ 1L .. steps ]
    |> List.scan (fun state t -> move t state) (start, Update.init start, Reference.vector [ 0.0; 0.0 ])
    |> List.map (fun (point, _, _) -> point.Values)

let private simultaneous rule rate steps =
    play steps (fun t (point, slots, past) ->
        let struct (point, slots) = Simultaneous.step rule (at t) rate field point slots
        point, slots, past)

let private extragradient rate steps =
    play steps (fun t (point, slots, past) ->
        let struct (point, slots) = Extragradient.step Sgd (at t) rate field point slots
        point, slots, past)

let private fromThePast rate steps =
    play steps (fun t (point, slots, past) ->
        let struct (point, slots, past) =
            ExtrapolationFromThePast.step Sgd (at t) rate field point slots past

        point, slots, past)

// J = (0, 1; -1, 0): J v is (v_y, -v_x), J^T v is (-v_y, v_x).
let private corrected (direction: Reference -> Reference -> Reference) rate steps =
    let along (point: Reference) =
        let v = field point
        let transposed = Reference.vector [ -v.Values[1]; v.Values[0] ]
        direction v transposed

    play steps (fun t (point, slots, past) ->
        let struct (point, slots) = Simultaneous.step Sgd (at t) rate along point slots
        point, slots, past)

let private adjusted weight (v: Reference) (transposed: Reference) =
    Symplectic.direction weight v (Symplectic.adjustment (field v) transposed)

/// Every third point of Lookahead over simultaneous gradients.
let private everyThird rate steps =
    let rule = Chain(Sgd, Lookahead { Every = 3L; Follow = 0.4 })

    simultaneous rule rate (3L * steps)
    |> List.indexed
    |> List.filter (fun (t, _) -> t % 3 = 0)
    |> List.map snd

/// First x, then y against the moved x: two steps of the same rule on one player each.
let private alternating rate steps =
    play steps (fun t (point, slots, past) ->
        let only keep (p: Reference) = field p * Reference.vector keep

        let struct (half, _) =
            Update.step Sgd (at t) rate point (only [ 1.0; 0.0 ] point) slots

        let struct (whole, _) =
            Update.step Sgd (at t) rate half (only [ 0.0; 1.0 ] half) slots

        whole, slots, past)

let private multiply (a: float[,]) (x: float[]) =
    Array.init x.Length (fun i -> Array.sum (Array.init x.Length (fun j -> a[i, j] * x[j])))

/// The operator's path from (1, 0) with the rest of the state as a rule starts it: zero slots, and before the first
/// optimistic step a gradient of zero, which is a last point of (0, 0).
let private predicted method rate steps =
    let a = BilinearGame.operator method rate
    let start = Array.init (Array2D.length1 a) (fun i -> if i = 0 then 1.0 else 0.0)

    [ 1..steps ]
    |> List.scan (fun x _ -> multiply a x) start
    |> List.map (fun x -> x[..1])

let private length (x: float[]) = sqrt (Array.sumBy (fun a -> a * a) x)

[<Law>]
let ``each method's operator is what its rule does on the bilinear game`` (Fraction rate) =
    let steps = 12

    all
        [
            for method, actual in
                [
                    SimultaneousGradient, simultaneous Sgd rate (int64 steps)
                    AlternatingGradient, alternating rate (int64 steps)
                    ExtragradientStep, extragradient rate (int64 steps)
                    OptimisticGradient, simultaneous Optimism rate (int64 steps)
                    HeavyBallGradient 0.7, simultaneous (momentum 0.7 0.0 false) rate (int64 steps)
                    HeavyBallGradient -0.5, simultaneous (momentum -0.5 0.0 false) rate (int64 steps)
                    NesterovGradient 0.7, simultaneous (momentum 0.7 0.0 true) rate (int64 steps)
                    NesterovGradient -0.5, simultaneous (momentum -0.5 0.0 true) rate (int64 steps)
                    ExtrapolatedFromThePast, fromThePast rate (int64 steps)
                    ConsensusGradient 0.3, corrected (Consensus.direction 0.3) rate (int64 steps)
                    SymplecticGradient 0.3, corrected (adjusted 0.3) rate (int64 steps)
                    DecayedGradient 0.3, simultaneous (Chain(WeightDecay 0.3, Sgd)) rate (int64 steps)
                    LookaheadGradient(3, 0.4), everyThird rate (int64 steps)
                ] do
                // One number a method: hundreds of properties would take longer than what they look at.
                let gap =
                    List.map2
                        (fun a b -> Array.map2 (fun x y -> abs (x - y) / max 1.0 (abs x)) a b |> Array.max)
                        (predicted method rate steps)
                        actual
                    |> List.max

                near 1e-10 0.0 gap |> Prop.label $"{method}"
        ]

// Gelfand: |A^n|^(1/n) tends to the spectral radius; n = 4096 by squaring leaves the n-th root of a constant.
let private gelfand (a: float[,]) =
    let size = Array2D.length1 a

    let square (m: float[,]) =
        Array2D.init size size (fun i j -> Seq.sum (Seq.init size (fun k -> m[i, k] * m[k, j])))

    let largest (m: float[,]) =
        m |> Seq.cast<float> |> Seq.map abs |> Seq.max

    // Scaled before each squaring; the logarithm of the scale is carried along.
    let rec go count (m: float[,]) logarithm =
        let scale = largest m
        let logarithm = logarithm + log scale
        let m = Array2D.map (fun x -> x / scale) m

        if count = 0 then
            logarithm
        else
            go (count - 1) (square m) (2.0 * logarithm)

    exp (go 12 a 0.0 / 4096.0)

[<Law>]
let ``the spectral radius in closed form is the operator's`` (Fraction rate) (Fraction decay) =
    all
        [
            for method in
                [
                    SimultaneousGradient
                    AlternatingGradient
                    ExtragradientStep
                    OptimisticGradient
                    HeavyBallGradient decay
                    HeavyBallGradient -decay
                    NesterovGradient decay
                    NesterovGradient -decay
                    ExtrapolatedFromThePast
                    ConsensusGradient decay
                    SymplecticGradient decay
                    DecayedGradient decay
                    LookaheadGradient(5, decay)
                ] do
                for rate in [ rate; 3.0 * rate ] do
                    agree 5e-3 (gelfand (BilinearGame.operator method rate)) (BilinearGame.spectralRadius method rate)
                    |> Prop.label $"{method} at {rate}"
        ]

// Exact values: sqrt(1.01); 1; sqrt(1 - 0.01 + 0.0001) = sqrt(0.9901); rate 0.5: optimistic l^2 - (1 + i) l + i/2 has the
// double root (1 + i)/2, modulus sqrt(1/2). Rate 3, alternating: l^2 + 7 l + 1, (7 + sqrt 45) / 2.
[<Fact>]
let ``spectral radii have their exact values`` () =
    Assert.Equal(sqrt 1.01, BilinearGame.spectralRadius SimultaneousGradient 0.1, 1e-15)
    Assert.Equal(1.0, BilinearGame.spectralRadius AlternatingGradient 0.1, 1e-15)
    Assert.Equal((7.0 + sqrt 45.0) / 2.0, BilinearGame.spectralRadius AlternatingGradient 3.0, 1e-14)
    Assert.Equal(sqrt 0.9901, BilinearGame.spectralRadius ExtragradientStep 0.1, 1e-15)
    Assert.Equal(sqrt 0.5, BilinearGame.spectralRadius OptimisticGradient 0.5, 1e-7)

[<Fact>]
let ``simultaneous play diverges, alternating stays bounded, extragradient and optimism converge at their rates`` () =
    let rate, steps = 0.3, 400
    let last path = path |> List.last |> length

    let perStep (path: float[] list) =
        (length path[steps] / length path[steps - 200]) ** (1.0 / 200.0)

    let radius method = BilinearGame.spectralRadius method rate
    Assert.Equal(radius SimultaneousGradient, perStep (simultaneous Sgd rate (int64 steps)), 1e-9)
    Assert.All(alternating rate (int64 steps), fun x -> Assert.InRange(length x, 0.8, 1.2))
    Assert.Equal(radius ExtragradientStep, perStep (extragradient rate (int64 steps)), 1e-9)
    Assert.Equal(radius OptimisticGradient, perStep (simultaneous Optimism rate (int64 steps)), 1e-6)
    Assert.InRange(last (extragradient rate (int64 steps)), 0.0, 1e-7)
    Assert.InRange(last (simultaneous Optimism rate (int64 steps)), 0.0, 1e-7)

// Gidel et al. 2019: the points ahead, theta_(t+1/2), are the iterates of optimistic gradient descent.
[<Law>]
let ``the points ahead of extrapolation from the past are those of optimism`` (Fraction rate) =
    let past = fromThePast rate 20L
    // Each step ends at theta_(t+1) = theta_t - rate F(ahead_t): the point ahead follows from the step's length.
    let ahead =
        [
            for a, b in List.pairwise past ->
                let g = Array.map2 (fun x y -> (x - y) / rate) a b
                // F(x, y) = (y, -x)
                [| -g[1]; g[0] |]
        ]

    all
        [
            for a, b in List.zip ahead (simultaneous Optimism rate 19L) do
                for x, y in Array.zip a b do
                    near (1e-9 * max 1.0 (abs x)) x y
        ]

// ExtraAdam: t counts both halves, 1 and 2 in the first step; with a constant gradient both divide to 1.
[<Fact>]
let ``extragradient with Adam counts its two halves as two steps`` () =
    let adam =
        Adam
            {
                Beta1 = 0.9
                Beta2 = 0.999
                Epsilon = 1e-300
            }

    let zero = Reference.scalar 0.0
    let constant (_: Reference) = Reference.scalar 5.0

    let struct (first, slots) =
        Extragradient.step adam (at 1L) 0.1 constant zero (Update.init zero)

    let struct (second, _) = Extragradient.step adam (at 2L) 0.1 constant first slots
    Assert.Equal(-0.1, first.Item, 1e-12)
    Assert.Equal(-0.2, second.Item, 1e-12)

[<Fact>]
let ``every turn has one name, a source, and keeps its numbers`` () =
    for name, make in Turn.named do
        let constants = { DiscriminatorSteps = 3; Weight = 0.5 }
        let turn = make constants
        Assert.Equal(name, turn.Name)
        Assert.NotEmpty turn.Source
        Assert.Equal(turn.Constants, (make turn.Constants).Constants)

    Assert.Equal<string list>(List.distinct (List.map fst Turn.named), List.map fst Turn.named)

// v = A x with A = [[1, 2], [-3, 4]] at x: J = A, J^T v = A^T A x. |v|^2 / 2's gradient by Dual is the same.
[<Law>]
let ``consensus and symplectic corrections are their matrices`` (Moderate x) (Moderate y) (Fraction weight) =
    let v = [ x + 2.0 * y; -3.0 * x + 4.0 * y ]
    let transposed = [ v[0] - 3.0 * v[1]; 2.0 * v[0] + 4.0 * v[1] ]
    let product = [ v[0] + 2.0 * v[1]; -3.0 * v[0] + 4.0 * v[1] ]
    let vector = Reference.vector
    // A's antisymmetric part is [[0, 2.5], [-2.5, 0]]; its transpose times v is (-2.5 v2, 2.5 v1).
    let adjustment =
        Symplectic.adjustment (vector product) (vector transposed) |> elements

    let consensus =
        Consensus.direction weight (vector v) (vector transposed) |> elements

    let symplectic =
        Symplectic.direction weight (vector v) (vector adjustment) |> elements

    let energy (i: int) =
        let p, q = (if i = 0 then 1.0 else 0.0), (if i = 1 then 1.0 else 0.0)

        let moving: Dual<Reference> =
            {
                Value = vector v
                Tangent = vector [ p + 2.0 * q; -3.0 * p + 4.0 * q ]
            }

        (Consensus.energy moving).Tangent.Item

    all
        [
            for i in 0..1 do
                near 1e-9 transposed[i] (energy i)
                near 1e-9 (v[i] + weight * transposed[i]) consensus[i]
                near 1e-9 (if i = 0 then -2.5 * v[1] else 2.5 * v[0]) adjustment[i]
                near 1e-9 (v[i] + weight * adjustment[i]) symplectic[i]

            near
                1e-6
                (v[0] * transposed[0] + v[1] * transposed[1])
                (Symplectic.product (vector v) (vector transposed)).Item
        ]

[<Fact>]
let ``the symplectic alignment is the product's sign, and 1 near zero`` () =
    Assert.Equal(1.0, Symplectic.alignment 2.0 3.0 1)
    Assert.Equal(-1.0, Symplectic.alignment -2.0 3.0 1)
    Assert.Equal(1.0, Symplectic.alignment -2.0 3.0 100)
    Assert.Equal(1.0, Symplectic.alignment 0.0 3.0 1)
    Assert.Equal(1.0, Symplectic.alignment nan 3.0 1)
    // The allowance is 1/10.
    Assert.Equal(-1.0, Symplectic.alignment -0.11 1.0 1)
    Assert.Equal(1.0, Symplectic.alignment -0.09 1.0 1)

// The bilinear game corrected: v = (y, -x), J^T v = (x, y): consensus contracts, (1 - rate gamma)^2 + rate^2 < 1.
[<Fact>]
let ``consensus and symplectic adjustment make the bilinear game converge`` () =
    let run (direct: Reference -> Reference) =
        let start = Reference.vector [ 1.0; 0.0 ]

        let step (point: Reference) =
            let struct (next, _) =
                Update.step Sgd (at 1L) 0.1 point (direct point) (Update.init point) in

            next

        [ 1..300 ] |> List.fold (fun point _ -> step point) start |> _.Values |> length

    let turned (v: Reference) = field v // J v, with J = [[0, 1], [-1, 0]]
    let opposite (v: Reference) = -(field v) // J^T v
    Assert.InRange(run field, 4.0, 5.0)
    Assert.InRange(run (fun p -> Consensus.direction 1.0 (field p) (opposite (field p))), 0.0, 1e-9)

    let adjustment v =
        Symplectic.adjustment (turned v) (opposite v)

    Assert.InRange(run (fun p -> Symplectic.direction 1.0 (field p) (adjustment (field p))), 0.0, 1e-9)

let private eigenvalues loss stabiliser =
    let struct (a, b) = DiracGan.eigenvalues loss stabiliser
    [ a; b ] |> List.sortBy (fun l -> l.Real, l.Imaginary)

// Mescheder et al. 2018: without help the eigenvalues are +-f'(0) i with f'(0) = -1/2 for the cross-entropies, +-i for the
// critic; R1 and R2 give -gamma/2 +- sqrt(gamma^2/4 - f'(0)^2).
[<Fact>]
let ``the Dirac-GAN's eigenvalues are those of the paper`` () =
    let check (expected: (float * float) list) actual =
        for (re, im), (l: System.Numerics.Complex) in List.zip expected actual do
            Assert.Equal(re, l.Real, 1e-12)
            Assert.Equal(im, l.Imaginary, 1e-12)

    for loss in [ Minimax.loss; NonSaturating.loss ] do
        check [ 0.0, -0.5; 0.0, 0.5 ] (eigenvalues loss NoStabiliser)

        for penalty in [ R1.penalty 0.6; R2.penalty 0.6 ] do
            let turn = sqrt (0.25 - 0.09)
            check [ -0.3, -turn; -0.3, turn ] (eigenvalues loss (GradientPenalised penalty))

        // Strongly damped: both real.
        check [ -1.0 - sqrt 0.75, 0.0; -1.0 + sqrt 0.75, 0.0 ] (eigenvalues loss (GradientPenalised(R1.penalty 2.0)))

    check [ 0.0, -1.0; 0.0, 1.0 ] (eigenvalues Wasserstein.loss NoStabiliser)
    // Consensus: -(dF + gamma dF^T dF) with dF = [[0, -1], [1, 0]] is -gamma +- i.
    check [ -0.25, -1.0; -0.25, 1.0 ] (eigenvalues Wasserstein.loss (ConsensusSeeking 0.25))

// The paper's table for this game: which methods converge locally. Of the losses it does not treat, hinge behaves as
// Wasserstein inside its margin; with a linear discriminator without offset the least-squares game is degenerate.
let private verdicts =
    [
        Minimax.loss, NoStabiliser, Cycles
        NonSaturating.loss, NoStabiliser, Cycles
        Wasserstein.loss, NoStabiliser, Cycles
        Hinge.loss, NoStabiliser, Cycles
        Loss.find "relativistic", NoStabiliser, Cycles
        Loss.find "relativistic-average", NoStabiliser, Cycles
        FGan.loss JensenShannon, NoStabiliser, Cycles
        Loss.find "least-squares", NoStabiliser, Undecided
        Loss.find "least-squares-pearson", NoStabiliser, Undecided
        // The penalty pushes the slope away from the equilibrium's 0 towards 1.
        Wasserstein.loss, GradientPenalised(WganGp.penalty 1.0 1.0), Diverges
        NonSaturating.loss, GradientPenalised(Dragan.penalty 1.0 1.0 1.0), Diverges
        // Below its target this one does nothing.
        Wasserstein.loss, GradientPenalised(WganGp.oneSided 1.0 1.0), Cycles
        Wasserstein.loss, GradientPenalised(WganGp.penalty 1.0 0.0), Converges
        Minimax.loss, GradientPenalised(R1.penalty 1.0), Converges
        NonSaturating.loss, GradientPenalised(R1.penalty 1.0), Converges
        NonSaturating.loss, GradientPenalised(R2.penalty 1.0), Converges
        Wasserstein.loss, GradientPenalised(R1.penalty 1.0), Converges
        Minimax.loss, Noisy 1.0, Converges
        NonSaturating.loss, Noisy 1.0, Converges
        // Linear in the sample: noise averages out.
        Wasserstein.loss, Noisy 1.0, Cycles
        Minimax.loss, ConsensusSeeking 1.0, Converges
        NonSaturating.loss, ConsensusSeeking 1.0, Converges
        Wasserstein.loss, ConsensusSeeking 1.0, Converges
        NonSaturating.loss, GradientPenalised(R1.penalty -1.0), Diverges
    ]

[<Fact>]
let ``the Dirac-GAN converges, cycles or diverges as the theory says`` () =
    for loss, stabiliser, expected in verdicts do
        Assert.True(
            (DiracGan.verdict loss stabiliser = expected),
            $"{loss.Name}, {stabiliser}: {DiracGan.verdict loss stabiliser} instead of {expected}"
        )

// The same by walking: small simultaneous steps from (0.5, 0.5) against the flow's verdict.
[<Fact>]
let ``players of the Dirac-GAN do what its eigenvalues say`` () =
    for loss, stabiliser, expected in verdicts do
        let usable =
            match stabiliser with
            | ConsensusSeeking _ -> false // its field is not F alone
            | GradientPenalised penalty -> penalty.Constants.Weight > 0.0
            | _ -> true

        if usable && expected <> Undecided then
            let step (theta: float, psi: float) =
                let struct (g, d) =
                    DiracGan.field loss stabiliser (Reference.vector [ theta ]) (Reference.vector [ psi ])

                theta - 0.005 * g.Values[0], psi - 0.005 * d.Values[0]

            let start = if expected = Diverges then 0.0005 else 0.5

            let theta, psi =
                [ 1..12_000 ] |> List.fold (fun point _ -> step point) (start, start)

            let distance = sqrt ((theta * theta + psi * psi) / 0.5)

            match expected with
            | Converges -> Assert.True(distance < 0.01, $"{loss.Name}, {stabiliser}: {distance}")
            // Small steps turn outwards a little; non-saturating players drift inwards, but not at a linear rate.
            | Cycles -> Assert.True((0.3 < distance && distance < 1.5), $"{loss.Name}, {stabiliser}: {distance}")
            // From as near as 0.0007 they end far away, where the penalty's slope is 1.
            | _ -> Assert.True(distance > 0.3, $"{loss.Name}, {stabiliser}: {distance}")
