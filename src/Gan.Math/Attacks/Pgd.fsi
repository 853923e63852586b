namespace Gan.Math.Attacks

open Gan.Math

/// <summary>The constants of the attacks by signed or normalised gradients. Source: <c>Pgd</c>.</summary>
[<NoComparison>]
type PgdOptions =
    {
        /// <summary>The objective that is raised.</summary>
        Objective: Objective
        /// <summary>Gradient steps, at least 1.</summary>
        Steps: int
        /// <summary>alpha &gt;= 0, in the ball's norm.</summary>
        StepSize: float
        /// <summary>mu &gt;= 0 of the momentum iterative method; 0 for none.</summary>
        Momentum: float
        /// <summary>The search starts at a random point of the ball's rim instead of at the clean point.</summary>
        RandomStart: bool
    }

/// <summary>
/// Projected gradient ascent. Symbols: x_t points, g gradient of the objective, m its running sum, d(g) the step of
/// length alpha that gains most (<c>Ball.ascent</c>), P <c>Ball.rescale</c>. In this order:
/// m &lt;- mu m + g / |g|_1 with momentum, else m = g;
/// x_(t+1) = P(x_t + d(m)).
/// One step of size eps from the clean point is FGSM (Goodfellow, Shlens and Szegedy 2015, Sec. 4); several from it BIM
/// (Kurakin, Goodfellow and Bengio 2017, Sec. 2.2); with momentum MI-FGSM (Dong et al. 2018, Algorithm 1); from a random
/// start PGD (Madry et al. 2018, Sec. 2.1). Every point on the way counts, not the last one alone.
/// </summary>
[<RequireQualifiedAccess>]
module Pgd =

    /// <summary>x_0: the clean point, or a random one.</summary>
    val first: options: PgdOptions -> problem: Problem<'T> -> 'T when 'T :> ISamples<'T>

    /// <summary>One step without momentum: P(x_t + d(g)).</summary>
    val ascend: ball: Ball -> stepSize: float -> clean: 'T -> point: 'T -> gradient: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>The point after the last step, whatever was found on the way: what adversarial training asks for.</summary>
    [<CompiledName("Maximise")>]
    val maximise: options: PgdOptions -> problem: Problem<'T> -> 'T when 'T :> ISamples<'T>

    /// <summary>The search before its first step.</summary>
    val start: options: PgdOptions -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>

    /// <summary>An attack of so many steps, each of a share of eps.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">Its paper.</param>
    /// <param name="objective">What is raised.</param>
    /// <param name="steps">At least 1.</param>
    /// <param name="stepSize">Length of all steps together, in parts of eps.</param>
    /// <param name="momentum">mu &gt;= 0; 0 for none.</param>
    /// <param name="restarts">Random starts; 0 for one search from the clean point.</param>
    [<CompiledName("Attack")>]
    val attack:
        name: string ->
        source: string ->
        objective: Objective ->
        steps: int ->
        stepSize: float ->
        momentum: float ->
        restarts: int ->
            IAttack

    /// <summary>PGD on the cross-entropy: so many steps of 2.5 eps / steps from a random start. Madry et al. 2018, Sec. 2.1.</summary>
    [<CompiledName("Options")>]
    val options: steps: int -> ball: Ball -> PgdOptions

    /// <summary>PGD of so many steps as an attack, from one random start.</summary>
    [<CompiledName("OfSteps")>]
    val ofSteps: steps: int -> IAttack

    /// <summary>40 steps of 2.5 eps / 40 from 5 random starts. Madry et al. 2018, Sec. 2.1.</summary>
    [<CompiledName("Pgd")>]
    val pgd: IAttack

    /// <summary>As many steps from the clean point on the margin of the logits. Madry et al. 2018, Sec. 5.1.</summary>
    [<CompiledName("OnMargin")>]
    val onMargin: IAttack
