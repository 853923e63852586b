namespace Gan.Math.Training

open Gan.Math
open Gan.Math.Losses

/// <summary>The numbers of a step by which a GAN's health is judged. Source: each symptom's own.</summary>
[<Struct; NoComparison>]
type Pulse =
    {
        /// <summary>Mean loss of the discriminator.</summary>
        DiscriminatorLoss: float
        /// <summary>Mean loss of the generator.</summary>
        GeneratorLoss: float
        /// <summary>Mean D(x), in [0, 1].</summary>
        RealProbability: float
        /// <summary>Mean D(G(z)), in [0, 1].</summary>
        FakeProbability: float
        /// <summary><c>TrainingHealth.apart</c> of generated samples.</summary>
        FakeApart: float
        /// <summary><c>TrainingHealth.apart</c> of real samples.</summary>
        RealApart: float
        /// <summary>The larger of both players' <c>TrainingHealth.change</c>.</summary>
        Change: float
    }

/// <summary>Symptoms of a GAN that has stopped learning. Source: each case's own.</summary>
type Symptom =
    /// <summary>
    /// The discriminator tells all samples apart with certainty: the generator's gradient is gone under the minimax loss, and of a variance without bound, so that
    /// it says nothing, under the non-saturating one. Arjovsky and Bottou 2017, "Towards Principled Methods for Training GANs", Theorems 2.4 and 2.6.
    /// </summary>
    | SaturatedDiscriminator
    /// <summary>Mode collapse: all generated samples are alike. Goodfellow 2016, "NIPS 2016 Tutorial", Sec. 5.1.1.</summary>
    | CollapsedGenerator
    /// <summary>Neither loss changes although the batches do.</summary>
    | FrozenLosses
    /// <summary>Updates are so long that nothing learnt lasts.</summary>
    | ExplodingUpdates

/// <summary>
/// How many more steps than not have shown each symptom, looking at every tenth: a game that swings shows one now and then.
/// Source: as <c>Symptom</c>.
/// </summary>
[<Struct; NoComparison>]
type TrainingHealth =
    {
        /// <summary>Steps with <c>SaturatedDiscriminator</c>, less those without.</summary>
        Saturated: int64
        /// <summary>Steps with <c>CollapsedGenerator</c>, less those without.</summary>
        Collapsed: int64
        /// <summary>Steps with <c>FrozenLosses</c>, less those without.</summary>
        Frozen: int64
        /// <summary>Steps with <c>ExplodingUpdates</c>, less those without.</summary>
        Exploding: int64
        /// <summary>The discriminator's loss a look before; not a number before the first.</summary>
        DiscriminatorLoss: float
        /// <summary>The generator's loss a look before; not a number before the first.</summary>
        GeneratorLoss: float
    }

/// <summary>Watches over the training of a GAN. Source: as <c>Symptom</c>; the thresholds are this library's.</summary>
[<RequireQualifiedAccess>]
module TrainingHealth =

    /// <summary>True if a step, counted from 1, is looked at: every tenth is.</summary>
    [<CompiledName("LooksAt")>]
    val looksAt: step: int64 -> bool

    /// <summary>Before the first step.</summary>
    [<CompiledName("AtStart")>]
    val atStart: TrainingHealth

    /// <summary>
    /// mean_n min_s |x_n - x_n^s|: how far each sample is from the nearest of some others; 0 where each has its like among them.
    /// </summary>
    /// <param name="x_NP">The samples.</param>
    /// <param name="others_NP">The same ones in other places, at least once.</param>
    val apart: x_NP: 'T -> others_NP: 'T list -> 'T when 'T :> ITensor<'T>

    /// <summary>|after - before| / (k |before|), of all parameters of a player over a step of k updates: what one of them changes at least, on average.</summary>
    /// <param name="updates">k, at least 1.</param>
    /// <param name="before_P">The parameters before the step.</param>
    /// <param name="after_P">The parameters after it.</param>
    [<CompiledName("Change")>]
    val change: updates: int -> before_P: 'T -> after_P: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// The symptoms that a step shows. Saturated, of minimax and non-saturating losses, whose gradient is of no use then: D(x) &gt; 0.999 and D(G(z)) &lt; 0.001.
    /// Collapsed: generated samples are apart by less than 0.02 of what real ones are. Frozen: both losses are those of the look before, within 1e-6 of max(1, |J|). Exploding: an update changes a player's parameters by more than 0.02 (0.001 to 0.01 is usual).
    /// </summary>
    val symptoms: loss: ILoss -> before: TrainingHealth -> pulse: Pulse -> Symptom list

    /// <summary>Counts the symptoms of a step that is looked at up by ten, and the others down by ten, to 0 at least.</summary>
    [<CompiledName("Next")>]
    val next: loss: ILoss -> before: TrainingHealth -> pulse: Pulse -> TrainingHealth

    /// <summary>The symptom that so many more steps than not have shown, if one has.</summary>
    val diagnosis: steps: int64 -> health: TrainingHealth -> Symptom option
