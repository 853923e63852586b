namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Robust

[<AbstractClass; Sealed>]
type Objectives =
    static member Masks(labels, targets, logits) = Objective.masks labels targets logits
    static member Value(objective, masks, logits) = Objective.value objective masks logits

[<AbstractClass; Sealed>]
type Balls =
    static member Norms =
        [| for name, norm in Norm.named -> KeyValuePair(name, norm) |] :> IReadOnlyList<_>

    static member Diameter(norm: Norm, size: int) = Norm.diameter norm size

    static member Project(ball, clean, points) = Ball.project ball clean points
    static member Distances(norm, perturbations) = Norm.ofSamples norm perturbations

[<AbstractClass; Sealed>]
type Defended =
    static member StraightThrough(defence: Func<'T, 'T>, classifier) =
        Bpda.straightThrough defence.Invoke classifier

    static member Average(draws, classifier) = Eot.average draws classifier

[<AbstractClass; Sealed>]
type Attacks =
    static member Names = [| for name, _ in Attack.named -> name |] :> IReadOnlyList<_>
    static member Ensembles = [| for name, _ in Attack.ensembles -> name |] :> IReadOnlyList<_>

    static member Named(name: string, ball: Ball) =
        let members =
            match List.tryFind (fun (known, _) -> known = name) Attack.ensembles with
            | Some(_, ensemble) -> ensemble ball
            | None ->
                match List.tryFind (fun (known, _) -> known = name) Attack.named with
                | Some(_, attack) -> [ name, attack ball ]
                | None -> raise (KeyNotFoundException $"There is no attack {name}.")

        [| for name, attack in members -> KeyValuePair(name, attack) |] :> IReadOnlyList<_>

    static member PgdPoints(steps, problem: Problem<'T>) =
        Pgd.maximise (Attack.pgdOptions steps problem.Ball) problem

    static member Draws(ensemble) = Attack.draws ensemble
    static member Classes(attack) = Attack.classes attack
    static member UsesGradients(attack) = Attack.usesGradients attack

    static member Runs(attack, classes) =
        Array.ofList (Attack.runs attack classes) :> IReadOnlyList<_>

    static member Steps(attack) = Attack.steps attack
    static member Start(attack, problem) = Attack.start attack problem
    static member Predict(logits) = Runner.predict logits
    static member Judge(problem, points) = Runner.judge problem points
    static member Run(workspace, attack, run, problem) = Runner.run workspace attack run problem

[<AbstractClass; Sealed>]
type RobustLosses =
    static member UsesAdversarial(loss: RobustLoss) = RobustLoss.usesAdversarial loss
    static member UsesClean(loss: RobustLoss) = RobustLoss.usesClean loss
    static member AttacksPredictions(loss: RobustLoss) = RobustLoss.attacksPredictions loss

    static member Rival<'T when 'T :> ISamples<'T>>(labels: 'T, adversarial: 'T) : 'T =
        Objective.rival labels adversarial

    static member Value<'T when 'T :> ITensor<'T>>
        (loss: RobustLoss, labels: 'T, rival: 'T, clean: 'T, adversarial: 'T)
        : 'T =
        RobustLoss.value loss labels rival clean adversarial

    static member AttackLabels<'T when 'T :> ITensor<'T>>(loss: RobustLoss, labels: 'T, clean: 'T) : 'T =
        RobustLoss.attackLabels loss labels clean

[<AbstractClass; Sealed>]
type RobustTrainings =
    static member Radius(training: RobustTraining, total: int64, step: int64) =
        RobustTraining.radius training total step

    static member Start<'T when 'T :> ISamples<'T>>(training: RobustTraining, problem: Problem<'T>) : 'T =
        RobustTraining.start training problem

    static member Attack<'T when 'T :> ISamples<'T>>(training: RobustTraining, problem: Problem<'T>) : 'T =
        RobustTraining.attack training problem

    static member Perturbation<'T when 'T :> ISamples<'T>>(clean: 'T, points: 'T) : 'T =
        RobustTraining.perturbation clean points

    static member Carried<'T when 'T :> ISamples<'T>>(ball: Ball, perturbation: 'T, clean: 'T) : 'T =
        RobustTraining.carried ball perturbation clean

    static member Replay<'T when 'T :> ISamples<'T>>
        (training: RobustTraining, ball: Ball, clean: 'T, points: 'T, gradient: 'T)
        : 'T =
        RobustTraining.replay training ball clean points gradient

    static member PerturbedWeights<'T when 'T :> ISamples<'T>>(gamma: float, weights: 'T, gradient: 'T) : 'T =
        WeightPerturbation.perturbed gamma weights gradient

[<AbstractClass; Sealed>]
type LearnedAttacks =
    static member Seen<'T when 'T :> ISamples<'T>>(gradient: 'T) : 'T = LearnedAttack.seen gradient

    static member Move<'T when 'T :> ISamples<'T>>
        (ball: Ball, stepSize: float, clean: 'T, point: 'T, direction: 'T)
        : 'T =
        LearnedAttack.move ball stepSize clean point direction

    static member Loss<'T when 'T :> ITensor<'T>>(labels: 'T, logits: 'T) : 'T = LearnedAttack.loss labels logits

    static member Slope<'T when 'T :> ISamples<'T>>(steps: int, count: int, gradient: 'T) : 'T =
        LearnedAttack.slope steps count gradient

[<AbstractClass; Sealed>]
type AdvGans =
    static member Generator(weights, labels, logits, gan, perturbation) =
        AdvGan.generator weights labels (Objective.rival labels logits) logits gan perturbation

    static member Distillation(classifier, student) = AdvGan.distillation classifier student

[<AbstractClass; Sealed>]
type DefenseGans =
    static member Published(steps, pixels) = DefenseGan.published steps pixels
    static member Error(points, samples) = DefenseGan.error points samples

    static member Project(options, generator, points, starts: IEnumerable<'T>) =
        DefenseGan.project options generator points (List.ofSeq starts)

[<AbstractClass; Sealed>]
type Validations =
    static member Attacks
        (validation: Validation, training: RobustTraining)
        : IReadOnlyList<KeyValuePair<string, Attack>> =
        [|
            for name, attack in Validation.attacks validation training -> KeyValuePair(name, attack)
        |]

    static member OneStep
        (validation: Validation, training: RobustTraining)
        : IReadOnlyList<KeyValuePair<string, Attack>> =
        [|
            for name, attack in Validation.oneStep validation training -> KeyValuePair(name, attack)
        |]

    static member WithstandsOneStepAlone(oneStep: float, accuracy: float) =
        Validation.withstandsOneStepAlone oneStep accuracy

    static member IsBest(best: float, accuracy: float) = Validation.isBest best accuracy

    static member HasCollapsed(validation: Validation, best: float, accuracy: float) =
        Validation.hasCollapsed validation best accuracy
