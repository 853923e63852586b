namespace Gan.Math.Robust

open Gan.Math

/// <summary>
/// Weights of the losses of a generator of perturbations. Source: Xiao et al. 2018, "Generating Adversarial Examples with Adversarial
/// Networks" (AdvGAN), Sec. 3.2, Eq. (4).
/// </summary>
[<NoComparison>]
type AdvGanWeights =
    {
        /// <summary>Of fooling the classifier, &gt;= 0.</summary>
        Fooling: float
        /// <summary>kappa &gt;= 0, the lead beyond which a fooled sample counts for nothing more, in logits.</summary>
        Confidence: float
        /// <summary>alpha &gt;= 0, of the GAN's generator loss.</summary>
        Gan: float
        /// <summary>beta &gt;= 0, of the bound on the norm.</summary>
        Hinge: float
        /// <summary>c &gt; 0, the Euclidean norm up to which a perturbation is free, in pixels.</summary>
        Bound: float
    }

/// <summary>
/// A generator of perturbations against a classifier that stays as it is: Xiao et al. 2018, Sec. 3.2, untargeted, with the
/// margin of Carlini and Wagner 2017, Sec. V-A.
/// </summary>
/// <remarks>
/// Symbols, per sample: x a clean point, x' = <c>LearnedAttack.move</c> of x by the generator's direction G(x), all of the radius at
/// once; z logits of the classifier at x', y the label, r the largest logit of another class.
/// </remarks>
[<RequireQualifiedAccess>]
module AdvGan =

    /// <summary>max(z_y - z_r, -kappa), in logits: -kappa where the classifier is fooled by kappa or more. Carlini and Wagner 2017, f_6.</summary>
    /// <param name="confidence">kappa.</param>
    /// <param name="labels_NK">One-hot labels, y.</param>
    /// <param name="rival_NK">Marks r: <c>Objective.rival</c>.</param>
    /// <param name="logits_NK">z.</param>
    val fooling: confidence: float -> labels_NK: 'T -> rival_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>max(|x' - x|_2 - c, 0) = (max(|x' - x|_2^2, c^2))^(1/2) - c, in pixels. Xiao et al. 2018, Eq. (3).</summary>
    val hinge: bound: float -> perturbation_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>w fooling + alpha L_GAN + beta hinge, per sample, to be minimised by the generator. Xiao et al. 2018, Eq. (4).</summary>
    /// <param name="weights">w, kappa, alpha, beta and c.</param>
    /// <param name="labels_NK">y.</param>
    /// <param name="rival_NK">Marks r.</param>
    /// <param name="logits_NK">z.</param>
    /// <param name="gan_N">L_GAN, the generator's side of an adversarial loss at x'.</param>
    /// <param name="perturbation_NP">x' - x.</param>
    [<CompiledName("Generator")>]
    val generator:
        weights: AdvGanWeights ->
        labels_NK: 'T ->
        rival_NK: 'T ->
        logits_NK: 'T ->
        gan_N: 'T ->
        perturbation_NP: 'T ->
            'T
            when 'T :> ITensor<'T>

    /// <summary>
    /// -sum_k softmax(z)_k log softmax(s)_k, in nats: what a student minimises to answer as the classifier does, whose gradients
    /// are not looked at. Xiao et al. 2018, Sec. 3.3; Hinton et al. 2015.
    /// </summary>
    /// <param name="classifier_NK">z, the classifier's logits.</param>
    /// <param name="student_NK">s, the student's.</param>
    [<CompiledName("Distillation")>]
    val distillation: classifier_NK: 'T -> student_NK: 'T -> 'T when 'T :> ITensor<'T>
