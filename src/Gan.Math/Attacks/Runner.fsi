namespace Gan.Math.Attacks

open System
open Gan.Math

/// <summary>Where the tensors of a search live. Source: <c>ISearch</c>.</summary>
type IWorkspace<'T when 'T :> ISamples<'T>> =

    /// <summary>Makes the next search from the last one, whose tensors may be given up then unless the next holds them.</summary>
    abstract Renew: last: ISearch<'T> * make: Func<ISearch<'T>, ISearch<'T>> -> ISearch<'T>

/// <summary>The outcome of an attack, as judged. Source: <c>Runner</c>.</summary>
[<NoComparison; NoEquality>]
type Outcome =
    {
        /// <summary>Which samples were fooled.</summary>
        Succeeded: bool[]
        /// <summary>The points, row by row: adversarial where it succeeded, the clean point elsewhere.</summary>
        Points: float[][]
        /// <summary>The norms of the perturbations, in float64 from the points as they are.</summary>
        Distances: float[]
    }

/// <summary>
/// The one place where attacks are judged: every result is projected into the budget again, measured in float64, and looked
/// at by the classifier that counts. No attack can overstate itself.
/// Source: Carlini et al. 2019, "On Evaluating Adversarial Robustness", Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module Runner =

    /// <summary>Gives nothing up: for values that need no care.</summary>
    val plain<'T when 'T :> ISamples<'T>> : IWorkspace<'T>

    /// <summary>The class of a row of logits: the first of the largest.</summary>
    /// <exception cref="T:System.ArithmeticException">A logit is not finite.</exception>
    [<CompiledName("Predict")>]
    val predict: logits: float[] -> int

    /// <summary>
    /// True if a row of logits meets the criterion. An untargeted success needs another class in front, by more than
    /// <c>Problem.rounding</c> of the larger of the two, or level with it: a lead within rounding would not be found by
    /// another program.
    /// </summary>
    /// <exception cref="T:System.ArithmeticException">A logit is not finite.</exception>
    val succeeds: criterion: Criterion -> label: int -> target: int -> logits: float[] -> bool

    /// <summary>
    /// Projects, measures and judges points that were found in any way, one for each of the problem's samples.
    /// </summary>
    /// <exception cref="T:System.ArithmeticException">The classifier's logits are not finite.</exception>
    [<CompiledName("Judge")>]
    val judge: problem: Problem<'T> -> points: 'T -> Outcome when 'T :> ISamples<'T>

    /// <summary>
    /// Runs one search to its end. Samples that are found leave the batch; all results are projected, measured and judged.
    /// </summary>
    /// <param name="workspace">Where tensors live.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="run">Which of its searches.</param>
    /// <param name="problem">The problem; its targets and restart are replaced by the run's.</param>
    /// <exception cref="T:System.ArithmeticException">The classifier's logits are not finite.</exception>
    [<CompiledName("Run")>]
    val run:
        workspace: IWorkspace<'T> -> attack: IAttack -> run: AttackRun -> problem: Problem<'T> -> Outcome
            when 'T :> ISamples<'T>
