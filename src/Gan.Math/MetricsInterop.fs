namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Metrics
open Gan.Math.Theory

[<AbstractClass; Sealed>]
type Mixtures =
    static member LogDensity(mixture: GaussianMixture, x: float[]) = GaussianMixture.logDensity mixture x

    static member Draw(mixture: GaussianMixture, key: uint64, n: uint64) = GaussianMixture.draw mixture key n

[<AbstractClass; Sealed>]
type Healths =
    static member AtStart = Health.atStart
    static member LooksAt(step: int64) = Health.looksAt step
    static member Change(updates: int, before: 'T, after: 'T) = Health.change updates before after

    static member Apart(samples: 'T, others: IEnumerable<'T>) =
        Health.apart samples (List.ofSeq others)

    static member Next(game: Game, before: Health, pulse: Pulse) = Health.next game.Loss before pulse

    static member Diagnosis(game: Game, health: Health) : Sign | null =
        if game.CollapseSteps = 0L then
            null
        else
            Health.diagnosis game.CollapseSteps health |> Option.toObj

[<AbstractClass; Sealed>]
type SampleQuality =
    static member Frechet(eigen: Func<float[][], struct (float[] * float[][])>, a: Moments, b: Moments) =
        FrechetDistance.betweenBy eigen.Invoke a b

    static member Moments(samples: float[][]) = Moments.ofSamples samples
    static member Kernel(x: float[][], y: float[][]) = KernelDistance.between x y

    static member Fidelity(k: int, real: float[][], generated: float[][]) =
        PrecisionRecall.between k real generated

    static member InceptionScore(probabilities: float[][]) =
        ClassScores.inceptionScore probabilities

    static member EvenClasses(counts: int[]) =
        ClassScores.chiSquaredTest counts (Array.create counts.Length (1.0 / float counts.Length))

    static member Nearest(training: float[][], samples: float[][]) =
        DataCopying.nearest training samples
        |> Array.map (fun struct (distance, _) -> distance)

    static member Copying(heldOut: float[], generated: float[]) = DataCopying.score heldOut generated

    static member Modes(centres: IEnumerable<float[]>, reach: float, least: int, points: float[][]) =
        ModeCoverage.ofPoints (Seq.toArray centres) reach least points

[<AbstractClass; Sealed>]
type Interpolations =
    static member Between(mu: float, p: float[], q: float[]) = Latents.interpolate mu p q

[<AbstractClass; Sealed>]
type LatentMixtures =
    static member Draw(deviation: float, mean: 'T :> IReal<'T>, noise: 'T) = Latents.ofMixture deviation mean noise
    static member Truncate(psi: float, center: 'T :> IReal<'T>, z: 'T) = Latents.truncate psi center z
