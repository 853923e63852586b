namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Normalisation
open Gan.Math.Metrics
open Gan.Math.Theory
open Gan.Math.Updates

[<AbstractClass; Sealed>]
type Arrays =
    static member Scalar(value: float) = Reference.scalar value
    static member Vector(values: IEnumerable<float>) = Reference.vector values

    static member Create(shape: IEnumerable<int>, values: IEnumerable<float>) =
        Reference.create (List.ofSeq shape) values

    static member Constant<'T when 'T :> ITensor<'T>>(x: 'T) : Dual<'T> = Dual.constant x

    static member Derivative<'T when 'T :> ITensor<'T>>(f: Func<Dual<'T>, Dual<'T>>, x: 'T) : 'T =
        Dual.derivative f.Invoke x

[<AbstractClass; Sealed>]
type AdversarialLosses =
    static member Named: IReadOnlyList<KeyValuePair<string, AdversarialLoss>> =
        [
            for name, loss in AdversarialLoss.named do
                KeyValuePair(name, loss)
        ]

    static member Discriminator<'T when 'T :> ITensor<'T>>(loss: AdversarialLoss, real: 'T, fake: 'T) : 'T =
        AdversarialLoss.discriminator loss real fake

    static member GeneratorUsesReal(loss: AdversarialLoss) = AdversarialLoss.generatorUsesReal loss

    static member Generator<'T when 'T :> ITensor<'T>>(loss: AdversarialLoss, real: 'T, fake: 'T) : 'T =
        AdversarialLoss.generator loss real fake

[<AbstractClass; Sealed>]
type Penalties =
    static member UsesWeights(penalty: Penalty) = Penalty.usesWeights penalty
    static member UsesNoise(penalty: Penalty) = Penalty.usesNoise penalty

    static member Points<'T when 'T :> ITensor<'T>>(penalty: Penalty, weights: 'T, noise: 'T, real: 'T, fake: 'T) : 'T =
        Penalty.points penalty weights noise real fake

    static member Value<'T when 'T :> ITensor<'T>>(penalty: Penalty, gradient: 'T) : 'T = Penalty.value penalty gradient

[<AbstractClass; Sealed>]
type Augmentations =
    static member Brighten<'T when 'T :> ITensor<'T>>(u: 'T, x: 'T) : 'T = Augmentation.brighten u x

    static member Saturate<'T when 'T :> ITensor<'T>>(u: 'T, planes: IEnumerable<'T>) : IReadOnlyList<'T> =
        Augmentation.saturate u (List.ofSeq planes)

    static member Contrast<'T when 'T :> ITensor<'T>>(size: int, u: 'T, x: 'T) : 'T = Augmentation.contrast size u x
    static member Translation(side: int, u: float) = Augmentation.translation side u
    static member Cutout(side: int, u: float) = Augmentation.cutout side u
    static member Fill = Augmentation.fill
    static member Reach(side: int) = Augmentation.reach side
    static member Cut<'T when 'T :> ITensor<'T>>(kept: 'T, x: 'T) : 'T = Augmentation.cut kept x

[<AbstractClass; Sealed>]
type UpdateRules =
    static member Chain([<ParamArray>] rules: UpdateRule[]) = UpdateRule.chain (List.ofArray rules)
    static member SlotNames(rule: UpdateRule) : IReadOnlyList<string> = UpdateRule.slotNames rule

    static member UsesNorm(rule: UpdateRule) = UpdateRule.usesNorm rule

    static member Step<'T when 'T :> IReal<'T>>
        (rule: UpdateRule, context: StepContext, rate: float, parameter: 'T, gradient: 'T, slots: Slots<'T>)
        : struct ('T * Slots<'T>) =
        Update.step rule context rate parameter gradient slots

[<AbstractClass; Sealed>]
type Corrections =
    static member Energy<'T when 'T :> ITensor<'T>>(field: 'T) : 'T = Consensus.energy field
    static member Product<'T when 'T :> ITensor<'T>>(a: 'T, b: 'T) : 'T = Symplectic.product a b

    static member Consensus<'T when 'T :> IReal<'T>>(weight: float, field: 'T, transposedProduct: 'T) : 'T =
        Consensus.direction weight field transposedProduct

    static member Adjustment<'T when 'T :> IReal<'T>>(product: 'T, transposedProduct: 'T) : 'T =
        Symplectic.adjustment product transposedProduct

    static member AlignedWeight(weight: float, fieldProduct: float, adjustmentProduct: float, count: int) =
        weight * Symplectic.alignment fieldProduct adjustmentProduct count

    static member Symplectic<'T when 'T :> IReal<'T>>(weight: float, field: 'T, adjustment: 'T) : 'T =
        Symplectic.direction weight field adjustment

[<AbstractClass; Sealed>]
type Classifications =
    static member CrossEntropy<'T when 'T :> ITensor<'T>>(labels: 'T, logits: 'T) : 'T =
        Classification.crossEntropy labels logits

    static member Probabilities(logits: 'T) = Classification.probabilities logits

    static member Correct<'T when 'T :> ISamples<'T>>(labels: 'T, logits: 'T) : 'T =
        Classification.correct labels logits

[<AbstractClass; Sealed>]
type ConditionalLosses =
    static member WithAuxiliary<'T when 'T :> ITensor<'T>>(weight: float, labels: 'T, classes: 'T, loss: 'T) : 'T =
        Conditional.withAuxiliary weight labels classes loss

    static member ProjectionScore<'T when 'T :> ITensor<'T>>(embedding: 'T, features: 'T, unconditional: 'T) : 'T =
        Conditional.projectionScore embedding features unconditional

[<AbstractClass; Sealed>]
type SpectralNorms =
    static member Unit(x: 'T) = SpectralNorm.unit x

    static member Iterate(times: Func<'T, 'T>, transposed: Func<'T, 'T>, u: 'T) =
        SpectralNorm.iterate times.Invoke transposed.Invoke u

    static member Normalise(norm: float, times: Func<'T, 'T>, u: 'T, v: 'T, weights: 'T) =
        SpectralNorm.normalise norm (SpectralNorm.sigma times.Invoke u v) weights

[<AbstractClass; Sealed>]
type Proportions =
    static member Interval(successes: int, trials: int) = Proportion.interval successes trials

[<AbstractClass; Sealed>]
type MovingAverages =
    static member Decay(halfLife: float, step: float) = Ema.decay halfLife step

    static member DecayAfter(average: Average, batchSize: int, step: int64) = Average.decay average batchSize step

    static member Update<'T when 'T :> IReal<'T>>(decay: float, average: 'T, value: 'T) : 'T =
        Ema.update decay average value

[<AbstractClass; Sealed>]
type MinimaxTheory =
    static member Distribution(weights: IEnumerable<float>) =
        match Distribution.ofWeights weights with
        | Ok distribution -> distribution
        | Error message -> invalidArg (nameof weights) message

    static member OptimalProbability<'T when 'T :> IReal<'T>>(dataDensity: 'T, generatorDensity: 'T) : 'T =
        OptimalDiscriminator.probability dataDensity generatorDensity

    static member OptimalLogit<'T when 'T :> IReal<'T>>(dataDensity: 'T, generatorDensity: 'T) : 'T =
        OptimalDiscriminator.logit dataDensity generatorDensity

    static member GameValue(data: Distribution, generator: Distribution, discriminator: IEnumerable<float>) =
        GameValue.value data generator discriminator

    static member GameValueAtOptimum(data: Distribution, generator: Distribution) =
        GameValue.atOptimalDiscriminator data generator

    static member KullbackLeibler(p: Distribution, q: Distribution) = Divergences.kullbackLeibler p q
    static member JensenShannon(p: Distribution, q: Distribution) = Divergences.jensenShannon p q
