namespace Gan.Math.Attacks

/// <summary>Attacks that are run one after the other, each on what the ones before have left. Source: Croce and Hein 2020, Sec. 5.</summary>
[<NoComparison; NoEquality>]
type Ensemble =
    {
        /// <summary>The name that command lines and reports use.</summary>
        Name: string
        /// <summary>Authors, year and section.</summary>
        Source: string
        /// <summary>Draws of the model that a gradient is the mean of: more than 1 for randomised models.</summary>
        Draws: int
        /// <summary>Its attacks within balls of a norm, in order.</summary>
        Members: Norm -> IAttack list
    }

    /// <summary>Its attacks within balls of a norm, in order.</summary>
    member Attacks: norm: Norm -> IAttack list

/// <summary>Attacks and ensembles by name. Source: Croce and Hein 2020, Sec. 5; 2021, Sec. 6.</summary>
[<RequireQualifiedAccess>]
module Attack =

    /// <summary>Every single attack that command lines can name. A new attack is one file and one line here.</summary>
    [<CompiledName("All")>]
    val all: IAttack list

    /// <summary>
    /// The ensembles: standard is APGD on the cross-entropy, targeted APGD, targeted FAB and Square; on L1 the first has 5
    /// restarts and the second 5 targets, elsewhere 1 and 9. rand, for randomised models, is APGD on the cross-entropy and on
    /// the difference of logits ratio, by the mean of 20 draws. Croce and Hein 2020, Sec. 5 and 6; 2021, Sec. 6.
    /// </summary>
    [<CompiledName("Ensembles")>]
    val ensembles: Ensemble list

    /// <summary>The ensemble of a name, or a single attack as an ensemble of one.</summary>
    /// <exception cref="T:System.Collections.Generic.KeyNotFoundException">Nothing has the name.</exception>
    [<CompiledName("Find")>]
    val find: name: string -> Ensemble
