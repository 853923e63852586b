namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Metrics
open Gan.Math.Robust
open Gan.Math.Theory
open Gan.Math.Training
open Gan.Math.Updates

/// <summary>
/// Reference arrays, for C#. This file holds what converts between C# and F# (delegates, enumerables, null) and nothing
/// else: all other definitions are reached by their own names. Source: <c>Reference</c>, <c>Dual</c>.
/// </summary>
[<AbstractClass; Sealed>]
type Arrays =

    /// <summary><c>Reference.create</c>.</summary>
    static member Create: shape: IEnumerable<int> * values: IEnumerable<float> -> Reference

    /// <summary><c>Dual.derivative</c>.</summary>
    static member Derivative<'T when 'T :> ITensor<'T>> : f: Func<Dual<'T>, Dual<'T>> * x: 'T -> 'T

/// <summary>Augmentations of several planes, for C#. Source: <c>Augmentation</c>.</summary>
[<AbstractClass; Sealed>]
type Augmentations =

    /// <summary><c>Augmentation.saturate</c>.</summary>
    static member Saturate<'T when 'T :> ITensor<'T>> : u: 'T * planes: IEnumerable<'T> -> IReadOnlyList<'T>

/// <summary>Chains of update rules, for C#. Source: <c>UpdateRule</c>.</summary>
[<AbstractClass; Sealed>]
type UpdateRules =

    /// <summary><c>UpdateRule.chain</c>.</summary>
    static member Chain: [<ParamArray>] rules: UpdateRule[] -> UpdateRule

/// <summary>Spectral norms of functions, for C#. Source: <c>SpectralNorm</c>.</summary>
[<AbstractClass; Sealed>]
type SpectralNorms =

    /// <summary><c>SpectralNorm.iterate</c>.</summary>
    static member Iterate:
        times: Func<'T, 'T> * transposed: Func<'T, 'T> * u: 'T -> struct ('T * 'T) when 'T :> ITensor<'T>

    /// <summary><c>SpectralNorm.normalise</c> of <c>SpectralNorm.sigma</c>.</summary>
    static member Normalise:
        norm: float * times: Func<'T, 'T> * u: 'T * v: 'T * weights: 'T -> 'T when 'T :> ITensor<'T>

/// <summary>Defences, for C#. Source: <c>Bpda</c>, <c>DefenseGan</c>.</summary>
[<AbstractClass; Sealed>]
type Defences =

    /// <summary><c>Bpda.straightThrough</c>.</summary>
    static member StraightThrough:
        defence: Func<'T, 'T> * classifier: IClassifier<'T> -> IClassifier<'T> when 'T :> ISamples<'T>

    /// <summary><c>DefenseGan.project</c>.</summary>
    static member Project:
        options: DefenseGan * generator: IGenerator<'T> * points: 'T * starts: IEnumerable<'T> -> 'T
            when 'T :> ISamples<'T>

/// <summary>Distances with matrix decompositions of one's own, for C#. Source: <c>FrechetDistance</c>.</summary>
[<AbstractClass; Sealed>]
type Distances =

    /// <summary><c>FrechetDistance.betweenBy</c>.</summary>
    static member Frechet: eigen: Func<float[][], struct (float[] * float[][])> * a: Moments * b: Moments -> Frechet

/// <summary>Distributions, for C#. Source: <c>Distribution</c>.</summary>
[<AbstractClass; Sealed>]
type Distributions =

    /// <summary><c>Distribution.ofWeights</c>.</summary>
    /// <exception cref="T:System.ArgumentException">The weights make no distribution.</exception>
    static member OfWeights: weights: IEnumerable<float> -> Distribution

/// <summary>Symptoms of a GAN in training, for C#. Source: <c>TrainingHealth</c>.</summary>
[<AbstractClass; Sealed>]
type TrainingSymptoms =

    /// <summary><c>TrainingHealth.apart</c>.</summary>
    static member Apart: samples: 'T * others: IEnumerable<'T> -> 'T when 'T :> ITensor<'T>

    /// <summary><c>TrainingHealth.diagnosis</c>; null for none.</summary>
    static member Diagnosis: steps: int64 * health: TrainingHealth -> Symptom | null
