namespace Gan.Math.Robust

open Gan.Math

/// <summary>
/// Adversarial weight perturbation: the loss is minimised where the weights are a little worse than they are.
/// Source: Wu, Xia and Wang 2020, "Adversarial Weight Perturbation Helps Robust Generalization", Eq. (8) and (9), one step.
/// </summary>
/// <remarks>Symbols, a row a layer (n of N): w_NP its weights, biases left out, g_NP the loss's gradient by them, gamma &gt;= 0.</remarks>
[<RequireQualifiedAccess>]
module WeightPerturbation =

    /// <summary>w + gamma |w| g / |g|, Euclidean norms of rows; w itself in rows where g is 0.</summary>
    [<CompiledName("Perturbed")>]
    val perturbed: gamma: float -> weights_NP: 'T -> gradient_NP: 'T -> 'T when 'T :> ISamples<'T>
