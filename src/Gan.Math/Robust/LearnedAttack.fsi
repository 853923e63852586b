namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks

/// <summary>
/// A network that learns to attack, a generator of perturbations in the place of the gradient's sign: Lee, Han and Lee 2017,
/// "Generative Adversarial Trainer", Sec. 3; applied again to where it led, with noise, Jang et al. 2019, "Adversarial
/// Defense via Learning to Generate Diverse Attacks" (L2L-DA), Sec. 3.2.
/// </summary>
/// <remarks>
/// Symbols, per sample: x a clean point, x_i points, g_i the gradient of the cross-entropy at x_i, n_i noise, G the attacker,
/// P <c>Ball.rescale</c>, alpha the largest change of a pixel. In this order, for i = 1 to the number of steps:
/// d = G(x_(i-1), g_(i-1) / max |g_(i-1)|, n_i), in [-1, 1]; x_i = P(x_(i-1) + alpha d).
/// The attacker minimises the mean of -CE(f(x_i)) over steps and samples, each step for itself.
/// </remarks>
[<RequireQualifiedAccess>]
module LearnedAttack =

    /// <summary>g / max |g| per sample, what the attacker sees of the gradient; 0 where the gradient is 0.</summary>
    [<CompiledName("Seen")>]
    val seen: gradient: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>P(x_(i-1) + alpha d): in the ball and the box whatever the attacker gives.</summary>
    [<CompiledName("Move")>]
    val move: ball: Ball -> stepSize: float -> clean: 'T -> point: 'T -> direction: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>-CE(f(x_i)) per sample, in nats, to be minimised by the attacker.</summary>
    [<CompiledName("Loss")>]
    val loss: labels_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>-g_i / (steps N): the gradient of the attacker's mean loss by x_i, from that of the samples' cross-entropies.</summary>
    [<CompiledName("Slope")>]
    val slope: steps: int -> count: int -> gradient: 'T -> 'T when 'T :> ISamples<'T>
