namespace Gan.Math

/// <summary>Entries of update rules, turns and corrections. Source: as each entry says.</summary>
[<RequireQualifiedAccess>]
module internal RuleEntries =

    /// <summary>Every rule with a name and every stage.</summary>
    val updates: CatalogueEntry list

    /// <summary>Every play with an equation of its own, corrections by the Jacobian, and averages.</summary>
    val turns: CatalogueEntry list
