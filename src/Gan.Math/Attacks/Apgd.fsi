namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Auto-PGD for Linf and L2: gradient ascent with momentum whose steps halve where they stop to help. Symbols: x_t points,
/// f objective, eta step size per sample, 2 eps at first; u <c>Ball.steepest</c>; P <c>Ball.rescale</c>. In this order:
/// z = P(x_t + eta u(g)); x_(t+1) = P(x_t + a (z - x_t) + (1 - a) (x_t - x_(t-1))), a = 0.75 (1 in step 1).
/// At checkpoints: where f rose in at most 0.75 of the steps since the last one, or where eta did not halve at the last one
/// and the best value has not changed since, eta halves and the search goes on from the best point.
/// Source: Croce and Hein 2020, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free
/// attacks", Algorithm 1 and Sec. 3. As the authors' program has it, the first value counts as a rise if it is above 0.
/// </summary>
[<RequireQualifiedAccess>]
module Apgd =

    /// <summary>
    /// The checkpoints, counted from 1: after max(floor(0.22 n), 1) steps, then after each time max(floor(0.03 n), 1) fewer,
    /// but at least max(floor(0.06 n), 1). Croce and Hein 2020, Sec. 3.2, as their program rounds.
    /// </summary>
    /// <param name="steps">n, at least 1.</param>
    val checkpoints: steps: int -> int list

    /// <summary>The search before its first step, from a random start or from given points.</summary>
    /// <param name="objective">f.</param>
    /// <param name="steps">n.</param>
    /// <param name="from">Where to start; a random point of the rim if there is none.</param>
    /// <param name="problem">The problem; its norm is Linf or L2.</param>
    val start:
        objective: Objective -> steps: int -> from: 'T voption -> problem: Problem<'T> -> ISearch<'T>
            when 'T :> ISamples<'T>
