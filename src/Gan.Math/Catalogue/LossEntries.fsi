namespace Gan.Math

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Robust

/// <summary>Entries of losses and penalties. Source: as each entry says.</summary>
[<RequireQualifiedAccess>]
module internal LossEntries =

    /// <summary>log 2, which some losses add, by its name.</summary>
    val logarithms: (float * Formula) list

    /// <summary>J_D and J_G.</summary>
    val lossLines: loss: ILoss -> (Formula * Formula) list

    /// <summary>Losses of discriminator and generator beside an auxiliary classifier of this weight: <c>Conditional.withAuxiliary</c>.</summary>
    val auxiliaryLosses: weight: float -> Formula * Formula

    /// <summary>x^ and the penalty there.</summary>
    val penaltyLines: penalty: IPenalty -> (Formula * Formula) list

    /// <summary>Every loss with a name.</summary>
    val losses: CatalogueEntry list

    /// <summary>J of a classifier.</summary>
    val classification: (Formula * Formula) list

    /// <summary>J of a robust classifier.</summary>
    val robustLines: loss: IRobustLoss -> (Formula * Formula) list

    /// <summary>Numbers that robust losses contain, by their names.</summary>
    val robustConstants: (float * Formula) list

    /// <summary>Every robust loss with a name.</summary>
    val robust: CatalogueEntry list

    /// <summary>J_G of a generator of perturbations, from the GAN's loss of the generator.</summary>
    val advGanLines: weights: AdvGanWeights -> gan: Formula -> (Formula * Formula) list

    /// <summary>J_A of a network that attacks in the training loop.</summary>
    val attackerLines: (Formula * Formula) list

    /// <summary>J_S of a network that learns to answer as another, of logits z, does: s are its own.</summary>
    val studentLines: (Formula * Formula) list


    /// <summary>Every penalty with a name.</summary>
    val penalties: CatalogueEntry list
