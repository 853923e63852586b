namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Metrics
open Gan.Math.Theory

/// <summary>Mixtures of Gaussians, for C#. Source: <c>Gan.Math.Theory.GaussianMixture</c>.</summary>
[<AbstractClass; Sealed>]
type Mixtures =

    /// <summary>log p(x).</summary>
    static member LogDensity: mixture: GaussianMixture * x: float[] -> float

    /// <summary>Point n of a key's stream: its mode and its coordinates.</summary>
    static member Draw: mixture: GaussianMixture * key: uint64 * n: uint64 -> struct (int * float * float)

/// <summary>Watching over a game, for C#. Source: <c>Gan.Math.Experiments.Health</c>.</summary>
[<AbstractClass; Sealed>]
type Healths =

    /// <summary>Before the first step.</summary>
    static member AtStart: Health

    /// <summary>Whether a step, counted from 1, is looked at.</summary>
    static member LooksAt: step: int64 -> bool

    /// <summary>How much each update of a step changed a player's parameters.</summary>
    static member Change: updates: int * before: 'T * after: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>How far each sample is from the nearest of some others, on average.</summary>
    static member Apart: samples: 'T * others: IEnumerable<'T> -> 'T when 'T :> ITensor<'T>

    /// <summary>After one more step.</summary>
    static member Next: game: Game * before: Health * pulse: Pulse -> Health

    /// <summary>The sign that stops the run; null for none.</summary>
    static member Diagnosis: game: Game * health: Health -> Sign | null

/// <summary>How good samples are, for C#. Source: <c>Gan.Math.Metrics</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type SampleQuality =

    /// <summary>The Frechet distance of two sets of features.</summary>
    /// <param name="eigen">Eigenvalues and rows of eigenvectors of a symmetric matrix.</param>
    /// <param name="a">The first set's moments.</param>
    /// <param name="b">The second set's moments.</param>
    /// <exception cref="T:System.ArgumentException">A set has no more samples than features.</exception>
    static member Frechet: eigen: Func<float[][], struct (float[] * float[][])> * a: Moments * b: Moments -> Frechet

    /// <summary>Mean and scatter of features.</summary>
    static member Moments: samples: float[][] -> Moments

    /// <summary>The kernel distance of two sets of features.</summary>
    static member Kernel: x: float[][] * y: float[][] -> float

    /// <summary>Precision, recall, density and coverage, of neighbours up to the k-th.</summary>
    static member Fidelity: k: int * real: float[][] * generated: float[][] -> Fidelity

    /// <summary>exp of the mean divergence of a classifier's answers from their mean.</summary>
    static member InceptionScore: probabilities: float[][] -> float

    /// <summary>Whether classes occur equally often: Pearson's test against 1 / K each.</summary>
    static member EvenClasses: counts: int[] -> ClassTest

    /// <summary>Distance of each sample to the nearest training sample.</summary>
    static member Nearest: training: float[][] * samples: float[][] -> float[]

    /// <summary>Far below 0 where generated samples lie nearer to the training samples than held-out ones do.</summary>
    static member Copying: heldOut: float[] * generated: float[] -> float

    /// <summary>The modes that points reach.</summary>
    static member Modes: centres: IEnumerable<float[]> * reach: float * least: int * points: float[][] -> Modes

/// <summary>Ways between latents for C#. Source: <c>Gan.Math.Latents</c>.</summary>
[<AbstractClass; Sealed>]
type Interpolations =

    /// <summary>Spherical interpolation, mu in [0, 1].</summary>
    static member Between: mu: float * p: float[] * q: float[] -> float[]

/// <summary>Latents of a mixture for C#. Source: <c>Gan.Math.Latents</c>.</summary>
[<AbstractClass; Sealed>]
type LatentMixtures =

    /// <summary>mean + deviation noise.</summary>
    static member Draw<'T when 'T :> IReal<'T>> : deviation: float * mean: 'T * noise: 'T -> 'T

    /// <summary>center + psi (z - center).</summary>
    static member Truncate<'T when 'T :> IReal<'T>> : psi: float * center: 'T * z: 'T -> 'T
