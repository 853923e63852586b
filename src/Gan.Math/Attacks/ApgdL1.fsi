namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Auto-PGD for L1: sparse sign steps whose sparsity follows that of the best point, in three phases on balls of 3 eps,
/// 2 eps and eps with 3/10, 3/10 and the rest of the steps. Symbols as in <c>Apgd</c>; c the count of nonzero elements of the best
/// perturbation, P the L1 ball's projection. In each step: s the sign of the largest max(c / 1.5, 1) elements of g;
/// x_(t+1) = P(x_t + eta s / |s|_1).
/// Every max(floor(0.04 n), 1) steps of a phase of n c is counted again: where it fell below 0.95 of what it was, eta returns
/// to eps and the search to the best point, elsewhere eta becomes max(eta / 1.5, eps / 10).
/// Source: Croce and Hein 2021, "Mind the Box: l1-APGD for Sparse Adversarial Attacks on Image Classifiers", Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module ApgdL1 =

    /// <summary>The search before its first step.</summary>
    /// <param name="objective">f.</param>
    /// <param name="steps">In all phases together, at least 3.</param>
    /// <param name="problem">The problem; its norm is L1.</param>
    val start: objective: Objective -> steps: int -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>
