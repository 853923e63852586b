namespace Gan.Math.Updates

open Gan.Math

/// <summary>
/// Exponential moving average of parameters, for sampling from a smoother generator.
/// Source: Polyak and Juditsky 1992, Sec. 1, in the exponential form of Karras et al. 2018, Sec. A.1.
/// </summary>
[<RequireQualifiedAccess>]
module Ema =

    /// <summary>
    /// decay = 2^(-step / halfLife): the weight that a value keeps after one update.
    /// Karras et al. 2020, "Training GANs with Limited Data", implementation details.
    /// </summary>
    /// <param name="halfLife">Samples after which a value's weight has halved, &gt; 0.</param>
    /// <param name="step">Samples that one update stands for, &gt;= 0; both in the same unit.</param>
    /// <returns>A number in (0, 1].</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">halfLife is not positive, or step is negative.</exception>
    [<CompiledName("Decay")>]
    val decay: halfLife: float -> step: float -> float

    /// <summary>
    /// As <c>decay</c> with the half-life min(halfLife, rampUp seen): young averages forget their beginning sooner.
    /// 0 while nothing has been seen. Karras et al. 2020, "Training GANs with Limited Data", implementation details.
    /// </summary>
    /// <param name="halfLife">As in <c>decay</c>.</param>
    /// <param name="rampUp">Half-life as a part of the samples seen, &gt; 0. 0.05 in that work's released code.</param>
    /// <param name="seen">Samples before this update, &gt;= 0.</param>
    /// <param name="step">As in <c>decay</c>.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">halfLife is not positive, or step is negative.</exception>
    val rampedDecay: halfLife: float -> rampUp: float -> seen: float -> step: float -> float

    /// <summary>average &lt;- decay average + (1 - decay) value, elementwise; decay in [0, 1].</summary>
    [<CompiledName("Update")>]
    val update: decay: float -> average: 'T -> value: 'T -> 'T when 'T :> IReal<'T>
