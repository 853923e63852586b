namespace Gan.Math.Turns

open System.Collections.Generic
open Gan.Math

/// <summary>The two players of a game. Source: Goodfellow et al. 2014, Algorithm 1.</summary>
type Player =
    /// <summary>The first player: a discriminator, or what stands in its place.</summary>
    | Discriminator
    /// <summary>The second player.</summary>
    | Generator

/// <summary>
/// The field of a game at one point and its products with the field's Jacobian, one tensor a parameter.
/// Source: Balduzzi et al. 2018, "The Mechanics of n-Player Differentiable Games", Sec. 2.
/// </summary>
[<Interface>]
type IGameField<'T when 'T :> ISamples<'T>> =
    /// <summary>v: each player's gradient of its own loss by its own parameters.</summary>
    abstract Field: IReadOnlyList<'T>

    /// <summary>How many parameters there are in all tensors together.</summary>
    abstract Count: int

    /// <summary>J^T v, J_ij = dv_i / dtheta_j: the gradient of <c>Consensus.energy</c>, summed over the field.</summary>
    abstract TransposedProduct: unit -> IReadOnlyList<'T>

    /// <summary>J v.</summary>
    abstract Product: unit -> IReadOnlyList<'T>

/// <summary>A correction of a game's field by its Jacobian. Source: <c>Consensus</c>, <c>Symplectic</c>.</summary>
[<Interface>]
type ICorrection =
    /// <summary>The vectors that take the gradients' place, one tensor a parameter.</summary>
    abstract Correct<'T when 'T :> ISamples<'T>> : field: IGameField<'T> -> IReadOnlyList<'T>

/// <summary>The moves that a turn may ask of the players, who keep their own parameters, gradients and batch. Source: <c>ITurn</c>.</summary>
[<Interface>]
type IPlayers =
    /// <summary>Takes the next batch, which gradients are computed on from now on.</summary>
    abstract NextBatch: unit -> unit

    /// <summary>One player's gradient of its own loss, with the other fixed.</summary>
    /// <param name="player">Whose.</param>
    /// <param name="draw">Number of the draws, counted from 1.</param>
    abstract Differentiate: player: Player * draw: int64 -> unit

    /// <summary>Both players' gradients at their present point, each with the other fixed.</summary>
    abstract DifferentiateBoth: draw: int64 -> unit

    /// <summary>Both players' gradients at their present point, corrected together.</summary>
    abstract DifferentiateCorrected: draw: int64 * correction: ICorrection -> unit

    /// <summary>Applies a player's update rule to its present gradient.</summary>
    /// <param name="player">Who moves.</param>
    /// <param name="count">The rule's step, counted from 1.</param>
    abstract Move: player: Player * count: int64 -> unit

    /// <summary>Remembers both players' points and their rules' slots.</summary>
    abstract Mark: unit -> unit

    /// <summary>Goes back to the marked points, with or without the slots.</summary>
    abstract Return: slots: bool -> unit

    /// <summary>Keeps both players' present gradients for the next step.</summary>
    abstract KeepGradients: unit -> unit

    /// <summary>Puts the kept gradients in the place of the present ones; before the first they are 0.</summary>
    abstract RecallGradients: unit -> unit

/// <summary>The numbers of turns. Source: each turn's own.</summary>
type TurnConstants =
    {
        /// <summary>k &gt;= 1, discriminator updates a step of <c>Alternating</c>.</summary>
        DiscriminatorSteps: int
        /// <summary>Weight &gt;= 0 of a correction.</summary>
        Weight: float
    }

/// <summary>
/// The order in which two players of a game move in a step: whose gradient is taken where, and who moves when.
/// Source: Goodfellow et al. 2014, "Generative Adversarial Nets", Algorithm 1.
/// </summary>
[<Interface>]
type ITurn =
    /// <summary>The name that settings, help and catalogue use.</summary>
    abstract Name: string

    /// <summary>Authors, year and algorithm.</summary>
    abstract Source: string

    /// <summary>Its numbers; those that it does not use are 1.</summary>
    abstract Constants: TurnConstants

    /// <summary>Batches that a step takes.</summary>
    abstract BatchesPerStep: int

    /// <summary>True if both players move by gradients of the same points.</summary>
    abstract MovesTogether: bool

    /// <summary>True if gradients are taken at points ahead, which no other stage of a rule may move.</summary>
    abstract LooksAhead: bool

    /// <summary>True if the players keep their last gradients from step to step.</summary>
    abstract KeepsGradients: bool

    /// <summary>Plays step t, counted from 1.</summary>
    abstract Play: t: int64 * players: IPlayers -> unit

/// <summary>Parts of turns. Source: <c>ITurn</c>.</summary>
[<RequireQualifiedAccess>]
module Turns =

    /// <summary>1 and 1: what stands for a number that a turn does not use.</summary>
    val unused: TurnConstants

    /// <summary>Moves the discriminator, then the generator, by gradients that both have already.</summary>
    val moveBoth: players: IPlayers -> count: int64 -> unit

    /// <summary>A turn in which both players move together, by a field that is corrected.</summary>
    /// <param name="name">Its name in settings and reports.</param>
    /// <param name="source">Paper, with the place.</param>
    /// <param name="weight">Of the correction, for the settings.</param>
    /// <param name="correction">What makes the direction of both players out of their gradients.</param>
    val corrected: name: string -> source: string -> weight: float -> correction: ICorrection -> ITurn
