namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks

/// <summary>
/// The precision of the gradients of the attack in the loop; the update's own are in float32. On CUDA, training takes the convolutions of
/// float32 in TF32, of 10 bits, as libtorch does by itself; validations and evaluations do not.
/// </summary>
type Precision =
    /// <summary>24 bits of mantissa.</summary>
    | Float32
    /// <summary>8 bits of mantissa, twice as fast where the processor has it.</summary>
    | BFloat16

/// <summary>
/// How a classifier is trained to be robust: its loss, and the attack that makes each batch's adversarial points. One step
/// from the clean point is FGSM training (Goodfellow et al. 2015), one from a random point fast training (Wong, Rice and
/// Kolter 2020, "Fast is better than free", Algorithm 3), several PGD training (Madry et al. 2018); replays of a batch, whose
/// one gradient moves weights and points, are free training (Shafahi et al. 2019, "Adversarial Training for Free!", Algorithm 1).
/// </summary>
[<NoComparison>]
type RobustTraining =
    {
        /// <summary>The loss that is minimised.</summary>
        Loss: IRobustLoss
        /// <summary>Of the ball around each clean point.</summary>
        Norm: Norm
        /// <summary>eps &gt;= 0, pixels being in [0, 1].</summary>
        Radius: float
        /// <summary>Part of the run over which the radius grows from 0 to eps, in [0, 1].</summary>
        RampUp: float
        /// <summary>Gradient steps of the attack, at least 1.</summary>
        Steps: int
        /// <summary>Length of a step, in parts of the radius, &gt;= 0.</summary>
        StepSize: float
        /// <summary>True if the attack starts at a random point of the ball's rim.</summary>
        RandomStart: bool
        /// <summary>Updates with the same batch, m of free training; 1 for the attack above.</summary>
        Replays: int
        /// <summary>gamma &gt;= 0 of <c>WeightPerturbation</c>; 0 for none.</summary>
        WeightPerturbation: float
        /// <summary>Of the attack.</summary>
        Precision: Precision
    }

/// <summary>The attack in the loop. Source: as <c>RobustTraining</c>.</summary>
[<RequireQualifiedAccess>]
module RobustTraining =

    /// <summary>No defence.</summary>
    [<CompiledName("Natural")>]
    val natural: RobustTraining

    /// <summary>The radius at step t of a run, counted from 1: eps min(t / (ramp total), 1).</summary>
    [<CompiledName("Radius")>]
    val radius: training: RobustTraining -> total: int64 -> step: int64 -> float

    /// <summary>The attack's steps in a ball: on the cross-entropy, without momentum, each of <c>StepSize</c> parts of the ball's radius.</summary>
    val steps: training: RobustTraining -> ball: Ball -> PgdOptions

    /// <summary>Where the attack's steps begin: <c>Pgd.first</c>.</summary>
    [<CompiledName("Start")>]
    val start: training: RobustTraining -> problem: Problem<'T> -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// The adversarial points of a batch: the end of the attack's steps on the cross-entropy of the problem's labels, whatever
    /// was found on the way, in the ball that the problem has; the clean points where the radius is 0.
    /// </summary>
    /// <param name="training">The attack's constants.</param>
    /// <param name="problem">The batch; its labels are <c>RobustLoss.attackLabels</c>.</param>
    [<CompiledName("Attack")>]
    val attack: training: RobustTraining -> problem: Problem<'T> -> 'T when 'T :> ISamples<'T>

    /// <summary>delta = x' - x, what free training carries to the next batch.</summary>
    [<CompiledName("Perturbation")>]
    val perturbation: clean: 'T -> points: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>Where free training begins with a batch: P(x + delta), delta where the batch before ended, P <c>Ball.rescale</c>.</summary>
    [<CompiledName("Carried")>]
    val carried: ball: Ball -> perturbation: 'T -> clean: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>Where free training goes on after a replay: P(x' + alpha u(g)), with the loss's gradient g at x'.</summary>
    /// <param name="training">With alpha in parts of the radius.</param>
    /// <param name="ball">The radius of the step.</param>
    /// <param name="clean">x.</param>
    /// <param name="points">x'.</param>
    /// <param name="gradient">g.</param>
    [<CompiledName("Replay")>]
    val replay:
        training: RobustTraining -> ball: Ball -> clean: 'T -> points: 'T -> gradient: 'T -> 'T when 'T :> ISamples<'T>
