namespace Gan.Math.Theory

open System.Numerics
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties

type Verdict =
    | Converges
    | Cycles
    | Diverges
    | Undecided

type DiracStabiliser =
    | NoStabiliser
    | GradientPenalised of IPenalty
    | Noisy of deviation: float
    | ConsensusSeeking of weight: float

[<RequireQualifiedAccess>]
module DiracGan =

    let private noise (stabiliser: DiracStabiliser) =
        match stabiliser with
        | Noisy deviation -> [ -deviation; deviation ]
        | _ -> [ 0.0 ]

    // The average of a loss over the noise on the real and on the generated sample.
    let private averaged
        (stabiliser: DiracStabiliser)
        (theta: 'T :> ITensor<'T>)
        (psi: 'T)
        (loss: 'T -> 'T -> 'T)
        : 'T =
        let values = noise stabiliser

        let terms: 'T list =
            [
                for real in values do
                    for fake in values do
                        let sample: 'T = theta +. fake
                        loss (psi .* real) (psi * sample)
            ]

        let total: 'T = List.reduce (fun (a: 'T) (b: 'T) -> a + b) terms
        total .* (1.0 / float terms.Length)

    let private penalty (stabiliser: DiracStabiliser) (psi: 'T :> ITensor<'T>) : 'T =
        match stabiliser with
        | GradientPenalised penalty -> penalty.Value psi
        | _ -> 'T.Constant(psi, 0.0)

    let field (loss: ILoss) (stabiliser: DiracStabiliser) (theta: 'T :> ITensor<'T>) (psi: 'T) : struct ('T * 'T) =
        let generator (moving: Dual<'T>) : Dual<'T> =
            averaged stabiliser moving (Dual.constant psi) (fun real fake -> loss.Generator(real, fake))

        let discriminator (moving: Dual<'T>) : Dual<'T> =
            let adversarial: Dual<'T> =
                averaged stabiliser (Dual.constant theta) moving (fun real fake -> loss.Discriminator(real, fake))

            adversarial + penalty stabiliser moving

        struct (Dual.derivative generator theta, Dual.derivative discriminator psi)

    // dF at the equilibrium, row by row.
    let private jacobian (loss: ILoss) (stabiliser: DiracStabiliser) =
        let zero = Reference.vector [ 0.0 ]
        let still = Dual.constant zero
        let single (x: Dual<Reference>) = x.Tangent.Item
        let struct (a, c) = field loss stabiliser (Dual.variable zero) still
        let struct (b, d) = field loss stabiliser still (Dual.variable zero)
        single a, single b, single c, single d

    let eigenvalues (loss: ILoss) (stabiliser: DiracStabiliser) =
        let a, b, c, d = jacobian loss stabiliser

        let weight =
            match stabiliser with
            | ConsensusSeeking weight -> weight
            | _ -> 0.0

        // -(dF + weight dF^T dF); without a penalty a = d = 0, and dF^T dF is diagonal.
        let a', b', c', d' = -(a + weight * c * c), -b, -c, -(d + weight * b * b)
        let half = Complex((a' + d') / 2.0, 0.0)
        let root = Complex.Sqrt(half * half - Complex(a' * d' - b' * c', 0.0))
        struct (half + root, half - root)

    let verdict (loss: ILoss) (stabiliser: DiracStabiliser) =
        let struct (first, second) = eigenvalues loss stabiliser
        let vanishes (part: float) (whole: Complex) = abs part <= 1e-9 * whole.Magnitude

        if
            [ first; second ]
            |> List.exists (fun l -> l.Real > 0.0 && not (vanishes l.Real l))
        then
            Diverges
        elif first = Complex.Zero || second = Complex.Zero then
            Undecided
        elif [ first; second ] |> List.exists (fun l -> vanishes l.Real l) then
            Cycles
        else
            Converges
