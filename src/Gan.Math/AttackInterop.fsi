namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Robust

/// <summary>What attacks raise, for C#. Source: <c>Gan.Math.Attacks.Objective</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type Objectives =

    /// <summary>Which logits the objectives take out, from one-hot classes.</summary>
    static member Masks<'T when 'T :> ISamples<'T>> : labels: 'T * targets: 'T * logits: 'T -> LogitMasks<'T>

    /// <summary>The objective's value per sample.</summary>
    static member Value<'T when 'T :> ITensor<'T>> : objective: Objective * masks: LogitMasks<'T> * logits: 'T -> 'T

/// <summary>Budgets for C#. Source: <c>Gan.Math.Attacks.Ball</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type Balls =

    /// <summary>Every norm by the name that command lines use.</summary>
    static member Norms: IReadOnlyList<KeyValuePair<string, Norm>>

    /// <summary>The largest distance of two points of [0, 1]^P.</summary>
    static member Diameter: norm: Norm * size: int -> float

    /// <summary>The nearest points of the ball and the box.</summary>
    static member Project<'T when 'T :> ISamples<'T>> : ball: Ball * clean: 'T * points: 'T -> 'T

    /// <summary>The norm of each sample.</summary>
    static member Distances<'T when 'T :> ISamples<'T>> : norm: Norm * perturbations: 'T -> 'T

/// <summary>Classifiers behind defences, for C#. Source: <c>Gan.Math.Attacks.Bpda</c> and <c>Eot</c>.</summary>
[<AbstractClass; Sealed>]
type Defended =

    /// <summary>Forwards through the defence, backwards past it.</summary>
    static member StraightThrough<'T when 'T :> ISamples<'T>> :
        defence: Func<'T, 'T> * classifier: IClassifier<'T> -> IClassifier<'T>

    /// <summary>Means over so many calls.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There are fewer than one draws.</exception>
    static member Average<'T when 'T :> ISamples<'T>> : draws: int * classifier: IClassifier<'T> -> IClassifier<'T>

/// <summary>Attacks for C#. Source: <c>Gan.Math.Attacks.Attack</c> and <c>Runner</c>.</summary>
[<AbstractClass; Sealed>]
type Attacks =

    /// <summary>The single attacks' names.</summary>
    static member Names: IReadOnlyList<string>

    /// <summary>The ensembles' names.</summary>
    static member Ensembles: IReadOnlyList<string>

    /// <summary>The attacks of an ensemble, or the one attack of this name, with their names.</summary>
    /// <exception cref="T:System.Collections.Generic.KeyNotFoundException">There is none.</exception>
    static member Named: name: string * ball: Ball -> IReadOnlyList<KeyValuePair<string, Attack>>

    /// <summary>
    /// Where PGD of so many steps from a random start ends. It does not stop at the first success, which the next draw of a random
    /// classifier might undo.
    /// </summary>
    static member PgdPoints<'T when 'T :> ISamples<'T>> : steps: int * problem: Problem<'T> -> 'T

    /// <summary>Draws of the model that a gradient is the mean of.</summary>
    static member Draws: ensemble: string -> int

    /// <summary>How many classes the attack needs at least.</summary>
    static member Classes: attack: Attack -> int

    /// <summary>Whether it follows gradients.</summary>
    static member UsesGradients: attack: Attack -> bool

    /// <summary>Its searches, in order.</summary>
    static member Runs: attack: Attack * classes: int -> IReadOnlyList<AttackRun>

    /// <summary>How many steps each of its searches takes at most.</summary>
    static member Steps: attack: Attack -> int

    /// <summary>One of its searches, before the first step.</summary>
    static member Start<'T when 'T :> ISamples<'T>> : attack: Attack * problem: Problem<'T> -> ISearch<'T>

    /// <summary>The class of a row of logits.</summary>
    /// <exception cref="T:System.ArithmeticException">A logit is not finite.</exception>
    static member Predict: logits: float[] -> int

    /// <summary>Points found in any way, projected into the budget and judged.</summary>
    /// <exception cref="T:System.ArithmeticException">The classifier's logits are not finite.</exception>
    static member Judge<'T when 'T :> ISamples<'T>> : problem: Problem<'T> * points: 'T -> Outcome

    /// <summary>One search to its end, judged.</summary>
    /// <exception cref="T:System.ArithmeticException">The classifier's logits are not finite.</exception>
    static member Run<'T when 'T :> ISamples<'T>> :
        workspace: IWorkspace<'T> * attack: Attack * run: AttackRun * problem: Problem<'T> -> Outcome

/// <summary>What robust classifiers minimise, for C#. Source: <c>Gan.Math.Robust.RobustLoss</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type RobustLosses =

    /// <summary>Whether adversarial points matter.</summary>
    static member UsesAdversarial: loss: RobustLoss -> bool

    /// <summary>Whether clean logits matter.</summary>
    static member UsesClean: loss: RobustLoss -> bool

    /// <summary>Whether clean logits decide what the attack raises.</summary>
    static member AttacksPredictions: loss: RobustLoss -> bool

    /// <summary>Marks the largest logit of a class other than the label's.</summary>
    static member Rival<'T when 'T :> ISamples<'T>> : labels: 'T * adversarial: 'T -> 'T

    /// <summary>The loss per sample.</summary>
    static member Value<'T when 'T :> ITensor<'T>> :
        loss: RobustLoss * labels: 'T * rival: 'T * clean: 'T * adversarial: 'T -> 'T

    /// <summary>The classes whose cross-entropy the attack raises.</summary>
    static member AttackLabels<'T when 'T :> ITensor<'T>> : loss: RobustLoss * labels: 'T * clean: 'T -> 'T

/// <summary>The attack in the training loop, for C#. Source: <c>Gan.Math.Robust.RobustTraining</c>.</summary>
[<AbstractClass; Sealed>]
type RobustTrainings =

    /// <summary>The radius at a step, counted from 1.</summary>
    static member Radius: training: RobustTraining * total: int64 * step: int64 -> float

    /// <summary>Where the attack's steps begin.</summary>
    static member Start<'T when 'T :> ISamples<'T>> : training: RobustTraining * problem: Problem<'T> -> 'T

    /// <summary>The adversarial points of a batch.</summary>
    static member Attack<'T when 'T :> ISamples<'T>> : training: RobustTraining * problem: Problem<'T> -> 'T

    /// <summary>What free training carries to the next batch.</summary>
    static member Perturbation<'T when 'T :> ISamples<'T>> : clean: 'T * points: 'T -> 'T

    /// <summary>Where free training begins with a batch.</summary>
    static member Carried<'T when 'T :> ISamples<'T>> : ball: Ball * perturbation: 'T * clean: 'T -> 'T

    /// <summary>Where free training goes on after a replay.</summary>
    static member Replay<'T when 'T :> ISamples<'T>> :
        training: RobustTraining * ball: Ball * clean: 'T * points: 'T * gradient: 'T -> 'T

    /// <summary>Rows of weights, a little worse than they are.</summary>
    static member PerturbedWeights<'T when 'T :> ISamples<'T>> : gamma: float * weights: 'T * gradient: 'T -> 'T

/// <summary>A learned attacker's formulas for C#. Source: <c>Gan.Math.Robust.LearnedAttack</c>.</summary>
[<AbstractClass; Sealed>]
type LearnedAttacks =

    /// <summary>What the attacker sees of the gradient.</summary>
    static member Seen<'T when 'T :> ISamples<'T>> : gradient: 'T -> 'T

    /// <summary>One step in its direction, in the ball and the box.</summary>
    static member Move<'T when 'T :> ISamples<'T>> :
        ball: Ball * stepSize: float * clean: 'T * point: 'T * direction: 'T -> 'T

    /// <summary>The attacker's loss per sample.</summary>
    static member Loss<'T when 'T :> ITensor<'T>> : labels: 'T * logits: 'T -> 'T

    /// <summary>The gradient of the attacker's mean loss by the points of a step, from the classifier's.</summary>
    static member Slope<'T when 'T :> ISamples<'T>> : steps: int * count: int * gradient: 'T -> 'T

/// <summary>A generator of perturbations, for C#. Source: <c>Gan.Math.Robust.AdvGan</c>.</summary>
[<AbstractClass; Sealed>]
type AdvGans =

    /// <summary>The generator's loss per sample, from logits and the GAN's loss at the perturbed points.</summary>
    static member Generator<'T when 'T :> ISamples<'T>> :
        weights: AdvGanWeights * labels: 'T * logits: 'T * gan: 'T * perturbation: 'T -> 'T

    /// <summary>What a student of the classifier minimises, per sample.</summary>
    static member Distillation<'T when 'T :> ITensor<'T>> : classifier: 'T * student: 'T -> 'T

/// <summary>Projections onto a generator's range, for C#. Source: <c>Gan.Math.Robust.DefenseGan</c>.</summary>
[<AbstractClass; Sealed>]
type DefenseGans =

    /// <summary>The constants of the paper's code.</summary>
    static member Published: steps: int * pixels: int -> DefenseGan

    /// <summary>|G(z) - x|^2 per sample.</summary>
    static member Error<'T when 'T :> ITensor<'T>> : points: 'T * samples: 'T -> 'T

    /// <summary>The nearest sample that descents from the starts find.</summary>
    /// <exception cref="T:System.ArgumentException">There are no starts.</exception>
    static member Project<'T when 'T :> ISamples<'T>> :
        options: DefenseGan * generator: IGenerator<'T> * points: 'T * starts: IEnumerable<'T> -> 'T

/// <summary>Choosing the best state, for C#. Source: <c>Gan.Math.Robust.Validation</c>.</summary>
[<AbstractClass; Sealed>]
type Validations =

    /// <summary>What the held-out images are attacked with; nothing for a natural classifier.</summary>
    static member Attacks:
        validation: Validation * training: RobustTraining -> IReadOnlyList<KeyValuePair<string, Attack>>

    /// <summary>The steps of the attack in the loop, where it has one; nothing otherwise.</summary>
    static member OneStep:
        validation: Validation * training: RobustTraining -> IReadOnlyList<KeyValuePair<string, Attack>>

    /// <summary>Whether little more than the one step of the training is withstood.</summary>
    static member WithstandsOneStepAlone: oneStep: float * accuracy: float -> bool

    /// <summary>Whether an accuracy is the best so far.</summary>
    static member IsBest: best: float * accuracy: float -> bool

    /// <summary>Whether an accuracy fell suddenly.</summary>
    static member HasCollapsed: validation: Validation * best: float * accuracy: float -> bool
