namespace Gan.Math

open Gan.Math.Experiments
open Gan.Math.Updates

/// <summary>
/// Every loss, penalty and update rule with its formulas: the definitions run over <c>Formula</c>.
/// Source: as each entry says.
/// </summary>
/// <remarks>
/// Symbols: C scores of the discriminator; x real, G(z) generated samples; g gradients; theta parameters; eta the
/// learning rate. meanₙ runs over the batch, Σₚ over the elements of a sample.
/// </remarks>
[<RequireQualifiedAccess>]
module Catalogue =

    /// <summary>Everything, in the order of the families.</summary>
    val entries: CatalogueEntry list

    /// <summary>The equations of a rule with its own numbers, at any step t.</summary>
    val ofRule: notation: Notation -> rule: UpdateRule -> (string * string) list

    /// <summary>What an experiment trains with: the losses, the penalty, the updates, with their numbers.</summary>
    val ofExperiment: notation: Notation -> experiment: Experiment -> (string * string) list
