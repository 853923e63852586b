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
    static member AuxiliaryClassifier<'T when 'T :> ITensor<'T>>(labels: 'T, classes: 'T) : 'T =
        Conditional.auxiliaryClassifier labels classes

    static member ProjectionScore<'T when 'T :> ITensor<'T>>(embedding: 'T, features: 'T, unconditional: 'T) : 'T =
        Conditional.projectionScore embedding features unconditional

[<AbstractClass; Sealed>]
type SpectralNorms =
    static member Unit(x: 'T) = SpectralNorm.unit x

    static member Iterate(times: Func<'T, 'T>, transposed: Func<'T, 'T>, u: 'T) =
        SpectralNorm.iterate times.Invoke transposed.Invoke u

    static member Normalise(times: Func<'T, 'T>, u: 'T, v: 'T, weights: 'T) =
        SpectralNorm.normalise (SpectralNorm.sigma times.Invoke u v) weights

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

[<Sealed; NoComparison; NoEquality>]
type ExperimentReading internal (result: Result<Experiment, Problem list>) =
    member _.Experiment: Experiment | null =
        match result with
        | Ok experiment -> experiment
        | Error _ -> null

    member _.Problems: IReadOnlyList<Problem> =
        match result with
        | Ok _ -> []
        | Error problems -> problems

type Difference =
    {
        Key: string
        Before: string
        Now: string
    }

[<AbstractClass; Sealed>]
type Formulas =
    static member OfExperiment(experiment: Experiment) : IReadOnlyList<string> =
        [
            for left, right in Catalogue.ofExperiment Unicode experiment do
                left + " = " + right
        ]

[<AbstractClass; Sealed>]
type Experiments =
    static member Keys: IReadOnlyList<string> = ExperimentSettings.keys

    static member Read(settings: IEnumerable<KeyValuePair<string, string>>) =
        settings
        |> Seq.map (|KeyValue|)
        |> Map.ofSeq
        |> ExperimentSettings.read
        |> ExperimentReading

    static member Settings(experiment: Experiment) : IReadOnlyList<KeyValuePair<string, string>> =
        [
            for key, value in ExperimentSettings.print experiment do
                KeyValuePair(key, value)
        ]

    static member MayChangeOnResume(key: string) =
        ExperimentSettings.mayChangeOnResume key

    static member Differences(before: Experiment, now: Experiment) : IReadOnlyList<Difference> =
        [
            for key, old, current in ExperimentSettings.differences before now do
                {
                    Key = key
                    Before = old
                    Now = current
                }
        ]

    static member TotalSteps(experiment: Experiment, batchesPerEpoch: int64) =
        Experiment.totalSteps batchesPerEpoch experiment

    static member Epochs(experiment: Experiment, batchesPerEpoch: int64, step: int64) =
        Experiment.epochs batchesPerEpoch experiment step

    static member BatchesPerStep(task: TrainingTask) = TrainingTask.batchesPerStep task

    static member Density(data: DataSet) : GaussianMixture | null = DataSet.mixture data |> Option.toObj

    static member Shape(data: DataSet) : IReadOnlyList<int> = DataSet.shape data
    static member Classes(data: DataSet) = DataSet.classes data
    static member DataName(data: DataSet) = DataSettings.name data

    static member ClassifierShape(architecture: ClassifierArchitecture) : IReadOnlyList<int> =
        ClassifierArchitecture.imageShape architecture

    static member SampleEvaluation(task: TrainingTask, step: int64) = TrainingTask.sampleEvaluation task step

    static member HeldOut(task: TrainingTask) = TrainingTask.heldOut task

    static member Classifiers: IReadOnlyDictionary<string, ClassifierArchitecture> =
        readOnlyDict ClassifierArchitecture.named

    static member DiscriminatorLoss<'T when 'T :> ITensor<'T>>(game: Game, real: 'T, fake: 'T) : 'T =
        Game.discriminatorLoss game real fake

    static member PenaltyShare(game: Game, draw: int64) = Game.penaltyShare game draw

    static member NoiseDeviation(game: Game, step: int64) = Game.noise game step

    static member AddNoise<'T when 'T :> IReal<'T>>(deviation: float, noise: 'T, sample: 'T) : 'T =
        InstanceNoise.add deviation noise sample

    static member Rule(update: NetworkUpdate) = NetworkUpdate.rule update
    static member Rate(update: NetworkUpdate, total: int64, step: int64) = NetworkUpdate.rate update total step

    static member IsDue(every: int64, total: int64, step: int64) = Experiment.isDue every total step
