namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses
open Gan.Math.Metrics
open Gan.Math.Normalisation
open Gan.Math.Robust
open Gan.Math.Theory
open Gan.Math.Training
open Gan.Math.Updates

[<AbstractClass; Sealed>]
type Arrays =
    static member Create(shape: IEnumerable<int>, values: IEnumerable<float>) =
        Reference.create (List.ofSeq shape) values

    static member Derivative<'T when 'T :> ITensor<'T>>(f: Func<Dual<'T>, Dual<'T>>, x: 'T) : 'T =
        Dual.derivative f.Invoke x

[<AbstractClass; Sealed>]
type Augmentations =
    static member Saturate<'T when 'T :> ITensor<'T>>(u: 'T, planes: IEnumerable<'T>) : IReadOnlyList<'T> =
        Augmentation.saturate u (List.ofSeq planes)

[<AbstractClass; Sealed>]
type UpdateRules =
    static member Chain([<ParamArray>] rules: UpdateRule[]) = UpdateRule.chain (List.ofArray rules)

[<AbstractClass; Sealed>]
type SpectralNorms =
    static member Iterate(times: Func<'T, 'T>, transposed: Func<'T, 'T>, u: 'T) =
        SpectralNorm.iterate times.Invoke transposed.Invoke u

    static member Normalise(norm: float, times: Func<'T, 'T>, u: 'T, v: 'T, weights: 'T) =
        SpectralNorm.normalise norm (SpectralNorm.sigma times.Invoke u v) weights

[<AbstractClass; Sealed>]
type Defences =
    static member StraightThrough(defence: Func<'T, 'T>, classifier) =
        Bpda.straightThrough defence.Invoke classifier

    static member Project(options, generator, points, starts: IEnumerable<'T>) =
        DefenseGan.project options generator points (List.ofSeq starts)

[<AbstractClass; Sealed>]
type Distances =
    static member Frechet(eigen: Func<float[][], struct (float[] * float[][])>, a: Moments, b: Moments) =
        FrechetDistance.betweenBy eigen.Invoke a b

[<AbstractClass; Sealed>]
type Distributions =
    static member OfWeights(weights: IEnumerable<float>) =
        match Distribution.ofWeights weights with
        | Ok distribution -> distribution
        | Error message -> invalidArg (nameof weights) message

[<AbstractClass; Sealed>]
type TrainingSymptoms =
    static member Apart(samples: 'T, others: IEnumerable<'T>) =
        TrainingHealth.apart samples (List.ofSeq others)

    static member Diagnosis(steps: int64, health: TrainingHealth) : Symptom | null =
        TrainingHealth.diagnosis steps health |> Option.toObj
