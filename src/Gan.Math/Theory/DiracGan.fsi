namespace Gan.Math.Theory

open System.Numerics
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties

/// <summary>The fate of players that start near the equilibrium and move by small steps. Source: <c>DiracGan</c>.</summary>
type Verdict =
    /// <summary>They reach it at a linear rate: all eigenvalues have a negative real part.</summary>
    | Converges
    /// <summary>They circle it: the eigenvalues are imaginary, and nothing pulls inwards at a linear rate.</summary>
    | Cycles
    /// <summary>They leave it: an eigenvalue has a positive real part.</summary>
    | Diverges
    /// <summary>The linear part is silent: an eigenvalue is 0.</summary>
    | Undecided

/// <summary>Terms that are added to the game. Source: <c>DiracGan</c>.</summary>
type DiracStabiliser =
    /// <summary>Nothing.</summary>
    | NoStabiliser
    /// <summary>A gradient penalty; the discriminator's gradient is psi everywhere.</summary>
    | GradientPenalised of IPenalty
    /// <summary>Instance noise of two equally likely values, minus and plus the deviation.</summary>
    | Noisy of deviation: float
    /// <summary>Both players follow v + weight J^T v.</summary>
    | ConsensusSeeking of weight: float

/// <summary>
/// The smallest GAN that shows what keeps GANs from converging: data at 0, a generator at theta, a linear discriminator
/// psi x; the equilibrium is (0, 0).
/// Source: Mescheder, Geiger and Nowozin 2018, "Which Training Methods for GANs do actually Converge?", Sec. 2 and 3.
/// </summary>
[<RequireQualifiedAccess>]
module DiracGan =

    /// <summary>
    /// (dJ_G/dtheta, dJ_D/dpsi) at scalars theta, psi, with J_D(0 psi, psi theta) plus the penalty at gradient psi, and
    /// J_G at the same outputs; averaged over the noise. Mescheder et al. 2018, Eq. (4).
    /// </summary>
    val field:
        loss: ILoss -> stabiliser: DiracStabiliser -> theta: 'T -> psi: 'T -> struct ('T * 'T) when 'T :> ITensor<'T>

    /// <summary>
    /// Eigenvalues of the flow's Jacobian -dF at the equilibrium, F being the field; with consensus
    /// -(dF + weight dF^T dF), since F is 0 there. Mescheder et al. 2018, Sec. 3.
    /// </summary>
    val eigenvalues: loss: ILoss -> stabiliser: DiracStabiliser -> struct (Complex * Complex)

    /// <summary>The verdict of the eigenvalues; real parts within 1e-9 of the modulus count as 0.</summary>
    val verdict: loss: ILoss -> stabiliser: DiracStabiliser -> Verdict
