namespace Gan.Math

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Robust
open Gan.Math.Turns
open Gan.Math.Updates

/// <summary>
/// Every loss, penalty and update rule with its formulas: the definitions run over <c>Formula</c>.
/// Source: as each entry says.
/// </summary>
/// <remarks>
/// Symbols: C scores of the discriminator; x real, G(z) generated samples; g gradients; theta parameters; eta the
/// learning rate. meanₙ runs over the batch, Σₚ over the elements of a sample. Equations are pairs of a left and a right
/// side, in the order the code computes them.
/// </remarks>
[<RequireQualifiedAccess>]
module Catalogue =

    /// <summary>Everything, in the order of the families.</summary>
    val entries: CatalogueEntry list

    /// <summary>The equations of a rule with its own numbers, at any step t.</summary>
    val ofRule: notation: Notation -> rule: UpdateRule -> (string * string) list

    /// <summary>eta.</summary>
    val rate: notation: Notation -> string

    /// <summary>J_D and J_G of a loss.</summary>
    val ofLoss: notation: Notation -> loss: ILoss -> (string * string) list

    /// <summary>x^ and the penalty there; nothing for no penalty.</summary>
    val ofPenalty: notation: Notation -> penalty: IPenalty -> (string * string) list

    /// <summary>Losses of discriminator and generator, beside an auxiliary classifier of this weight or without one.</summary>
    val minimised: notation: Notation -> classWeight: float option -> string * string

    /// <summary>The equations of a turn; none for alternating turns, which have none of their own.</summary>
    val ofTurn: notation: Notation -> turn: ITurn -> (string * string) list

    /// <summary>J of a robust classifier.</summary>
    val ofRobustLoss: notation: Notation -> loss: IRobustLoss -> (string * string) list

    /// <summary>J_A of a network that attacks in the training loop.</summary>
    val ofAttacker: notation: Notation -> (string * string) list

    /// <summary>J_D and J_G of a generator of perturbations.</summary>
    val ofAdvGan: notation: Notation -> weights: AdvGanWeights -> loss: ILoss -> (string * string) list

    /// <summary>J_S of a student of the attacked classifier.</summary>
    val ofStudent: notation: Notation -> (string * string) list
