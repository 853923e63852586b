namespace Gan.Math.CSharp

open System
open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.Math.Updates

/// <summary>Reference arrays and derivatives for C#. Source: <c>Gan.Math.Reference</c> and <c>Gan.Math.Dual</c>.</summary>
[<AbstractClass; Sealed>]
type Arrays =

    /// <summary>A single number.</summary>
    static member Scalar: value: float -> Reference

    /// <summary>A vector of shape [N].</summary>
    static member Vector: values: IEnumerable<float> -> Reference

    /// <summary>An array of any shape, row-major.</summary>
    /// <exception cref="T:System.ArgumentException">The shape does not hold as many elements as were given.</exception>
    static member Create: shape: IEnumerable<int> * values: IEnumerable<float> -> Reference

    /// <summary>A value that does not depend on the variable.</summary>
    static member Constant<'T when 'T :> ITensor<'T>> : x: 'T -> Dual<'T>

    /// <summary>f'(x), elementwise, exactly.</summary>
    static member Derivative<'T when 'T :> ITensor<'T>> : f: Func<Dual<'T>, Dual<'T>> * x: 'T -> 'T

/// <summary>The adversarial losses for C#. Source: <c>Gan.Math.Losses</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type AdversarialLosses =

    /// <summary>Every loss by the name that configuration files use.</summary>
    static member Named: IReadOnlyList<KeyValuePair<string, AdversarialLoss>>

    /// <summary>The discriminator's loss per sample, to be minimised, from its outputs.</summary>
    static member Discriminator<'T when 'T :> ITensor<'T>> : loss: AdversarialLoss * real: 'T * fake: 'T -> 'T

    /// <summary>Whether the generator's loss depends on real samples.</summary>
    static member GeneratorUsesReal: loss: AdversarialLoss -> bool

    /// <summary>The generator's loss per sample, to be minimised, from the discriminator's outputs.</summary>
    static member Generator<'T when 'T :> ITensor<'T>> : loss: AdversarialLoss * real: 'T * fake: 'T -> 'T

/// <summary>Gradient penalties for C#. Source: <c>Gan.Math.Losses.Penalty</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type Penalties =

    /// <summary>Whether the points depend on the weights; else they may be missing.</summary>
    static member UsesWeights: penalty: Penalty -> bool

    /// <summary>Whether the points depend on the noise; else it may be missing.</summary>
    static member UsesNoise: penalty: Penalty -> bool

    /// <summary>The points at which the discriminator's gradient is wanted.</summary>
    static member Points<'T when 'T :> ITensor<'T>> :
        penalty: Penalty * weights: 'T * noise: 'T * real: 'T * fake: 'T -> 'T

    /// <summary>The weighted penalty per sample, from the gradient at those points.</summary>
    static member Value<'T when 'T :> ITensor<'T>> : penalty: Penalty * gradient: 'T -> 'T

/// <summary>
/// Random changes of images for C#, each from uniform draws, one per image.
/// Source: <c>Gan.Math.Losses.Augmentation</c>, which holds the formulas.
/// </summary>
[<AbstractClass; Sealed>]
type Augmentations =

    /// <summary>Brightness.</summary>
    static member Brighten<'T when 'T :> ITensor<'T>> : u: 'T * x: 'T -> 'T

    /// <summary>Saturation, of an image's channels.</summary>
    static member Saturate<'T when 'T :> ITensor<'T>> : u: 'T * planes: IEnumerable<'T> -> IReadOnlyList<'T>

    /// <summary>Contrast, of images of so many numbers.</summary>
    static member Contrast<'T when 'T :> ITensor<'T>> : size: int * u: 'T * x: 'T -> 'T

    /// <summary>A shift in pixels, from one draw.</summary>
    static member Translation: side: int * u: float -> int

    /// <summary>First row of the grey square and the one behind its last, from one draw.</summary>
    static member Cutout: side: int * u: float -> struct (int * int)

    /// <summary>The pixel behind shifts and in cuts.</summary>
    static member Fill: float

    /// <summary>The largest shift in pixels.</summary>
    static member Reach: side: int -> int

    /// <summary>x where kept, ones and zeros, is 1, else the filling.</summary>
    static member Cut<'T when 'T :> ITensor<'T>> : kept: 'T * x: 'T -> 'T

/// <summary>
/// The update rules for C#, over any number or tensor type; <c>Fused</c> is the form for flat buffers.
/// Source: <c>Gan.Math.Updates</c>, which holds the formulas.
/// </summary>
[<AbstractClass; Sealed>]
type UpdateRules =

    /// <summary>One rule after another.</summary>
    static member Chain: [<ParamArray>] rules: UpdateRule[] -> UpdateRule

    /// <summary>Names of the arrays that the rule keeps between steps, in the order of the slots.</summary>
    static member SlotNames: rule: UpdateRule -> IReadOnlyList<string>

    /// <summary>Whether the rule looks at the gradient's norm.</summary>
    static member UsesNorm: rule: UpdateRule -> bool

    /// <summary>One descent step: the moved parameter and the slots' next values.</summary>
    static member Step<'T when 'T :> IReal<'T>> :
        rule: UpdateRule * context: StepContext * rate: float * parameter: 'T * gradient: 'T * slots: Slots<'T> ->
            struct ('T * Slots<'T>)

/// <summary>
/// Corrections of the players' gradients by the game's Jacobian, for C#. Source: <c>Gan.Math.Updates.Consensus</c> and
/// <c>Symplectic</c>, which hold the formulas.
/// </summary>
[<AbstractClass; Sealed>]
type Corrections =

    /// <summary>|v|^2 / 2 of one parameter tensor.</summary>
    static member Energy<'T when 'T :> ITensor<'T>> : field: 'T -> 'T

    /// <summary>&lt;a, b&gt; of one parameter tensor.</summary>
    static member Product<'T when 'T :> ITensor<'T>> : a: 'T * b: 'T -> 'T

    /// <summary>v + gamma J^T v.</summary>
    static member Consensus<'T when 'T :> IReal<'T>> : weight: float * field: 'T * transposedProduct: 'T -> 'T

    /// <summary>A^T v = (J^T v - J v) / 2.</summary>
    static member Adjustment<'T when 'T :> IReal<'T>> : product: 'T * transposedProduct: 'T -> 'T

    /// <summary>lambda: a weight in the aligned sign, from inner products over all P parameters.</summary>
    static member AlignedWeight: weight: float * fieldProduct: float * adjustmentProduct: float * count: int -> float

    /// <summary>v + lambda A^T v.</summary>
    static member Symplectic<'T when 'T :> IReal<'T>> : weight: float * field: 'T * adjustment: 'T -> 'T

/// <summary>What classifiers minimise, for C#. Source: <c>Gan.Math.Losses.Classification</c>.</summary>
[<AbstractClass; Sealed>]
type Classifications =

    /// <summary>Cross-entropy per sample, from one-hot labels [N, K].</summary>
    static member CrossEntropy: labels: 'T * logits: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>softmax(l) per sample, [N, K].</summary>
    static member Probabilities: logits: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>1 for samples that are classified as labelled, else 0.</summary>
    static member Correct: labels: 'T * logits: 'T -> 'T when 'T :> ISamples<'T>

/// <summary>Losses and scores that know the class, for C#. Source: <c>Gan.Math.Losses.Conditional</c>.</summary>
[<AbstractClass; Sealed>]
type ConditionalLosses =

    /// <summary>A player's loss, and the weighted mean of -log p(class | sample).</summary>
    static member WithAuxiliary<'T when 'T :> ITensor<'T>> : weight: float * labels: 'T * classes: 'T * loss: 'T -> 'T

    /// <summary>y^T V phi(x) + psi(phi(x)) per sample.</summary>
    static member ProjectionScore: embedding: 'T * features: 'T * unconditional: 'T -> 'T when 'T :> ITensor<'T>

/// <summary>Spectral normalisation for C#. Source: <c>Gan.Math.Normalisation.SpectralNorm</c>, which holds the formulas.</summary>
[<AbstractClass; Sealed>]
type SpectralNorms =

    /// <summary>x at length 1.</summary>
    static member Unit: x: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>One step of the power iteration: the next u, and v.</summary>
    static member Iterate:
        times: Func<'T, 'T> * transposed: Func<'T, 'T> * u: 'T -> struct ('T * 'T) when 'T :> ITensor<'T>

    /// <summary>c W / sigma with sigma = u^T W v.</summary>
    static member Normalise:
        norm: float * times: Func<'T, 'T> * u: 'T * v: 'T * weights: 'T -> 'T when 'T :> ITensor<'T>

/// <summary>Shares and what they tell, for C#. Source: <c>Gan.Math.Metrics.Proportion</c>.</summary>
[<AbstractClass; Sealed>]
type Proportions =

    /// <summary>The 95 % interval of a probability of which so many of so many trials succeeded.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">A count is out of its range.</exception>
    static member Interval: successes: int * trials: int -> struct (float * float)

/// <summary>Exponential moving averages for C#. Source: <c>Gan.Math.Updates.Ema</c>.</summary>
[<AbstractClass; Sealed>]
type MovingAverages =

    /// <summary>2^(-step / halfLife).</summary>
    static member Decay: halfLife: float * step: float -> float

    /// <summary>The decay of an experiment's average after step t, counted from 1.</summary>
    static member DecayAfter: average: Average * batchSize: int * step: int64 -> float

    /// <summary>decay average + (1 - decay) value.</summary>
    static member Update<'T when 'T :> IReal<'T>> : decay: float * average: 'T * value: 'T -> 'T

/// <summary>The minimax theory for C#. Source: <c>Gan.Math.Theory</c>.</summary>
[<AbstractClass; Sealed>]
type MinimaxTheory =

    /// <summary>A distribution from weights that are not negative and not all zero.</summary>
    /// <exception cref="T:System.ArgumentException">The weights are none.</exception>
    static member Distribution: weights: IEnumerable<float> -> Distribution

    /// <summary>D* = p / (p + q).</summary>
    static member OptimalProbability<'T when 'T :> IReal<'T>> : dataDensity: 'T * generatorDensity: 'T -> 'T

    /// <summary>log p - log q.</summary>
    static member OptimalLogit<'T when 'T :> IReal<'T>> : dataDensity: 'T * generatorDensity: 'T -> 'T

    /// <summary>V(D, G).</summary>
    static member GameValue: data: Distribution * generator: Distribution * discriminator: IEnumerable<float> -> float

    /// <summary>V(D*, G) = -log 4 + 2 JSD(p, q).</summary>
    static member GameValueAtOptimum: data: Distribution * generator: Distribution -> float

    /// <summary>KL(p, q), in nats.</summary>
    static member KullbackLeibler: p: Distribution * q: Distribution -> float

    /// <summary>JSD(p, q), in nats.</summary>
    static member JensenShannon: p: Distribution * q: Distribution -> float
