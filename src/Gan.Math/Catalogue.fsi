namespace Gan.Math

open Gan.Math.Experiments
open Gan.Math.Updates

/// <summary>One definition of this library, printed by itself. Source: as each entry says.</summary>
[<Sealed; NoComparison; NoEquality>]
type CatalogueEntry =

    /// <summary>Family, for headings: losses, penalties, updates, plays and corrections.</summary>
    member Family: string

    /// <summary>The name that configuration files use, or one in words.</summary>
    member Name: string

    /// <summary>The signature file that holds it, without extension, below the core's folder.</summary>
    member Definition: string

    /// <summary>Paper and place.</summary>
    member Source: string

    /// <summary>Left and right side of each equation, in the order the code computes them.</summary>
    member Equations: notation: Notation -> (string * string) list

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

    /// <summary>What an experiment trains with: both losses, the penalty, both updates, with their numbers.</summary>
    val ofExperiment: notation: Notation -> experiment: Experiment -> (string * string) list
