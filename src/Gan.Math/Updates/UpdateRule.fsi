namespace Gan.Math.Updates

/// <summary>
/// The update rules by value; a chain of them is one too. Source: each rule's own type.
/// </summary>
[<NoComparison>]
type UpdateRule =
    /// <summary>Robbins and Monro 1951, Eq. (7).</summary>
    | Sgd
    /// <summary>Polyak 1964, Eq. (9), or with Nesterov's look-ahead.</summary>
    | Momentum of Momentum
    /// <summary>Tieleman and Hinton 2012, slide 29.</summary>
    | RmsProp of RmsProp
    /// <summary>Kingma and Ba 2015, Algorithm 1.</summary>
    | Adam of Adam
    /// <summary>Reddi et al. 2018, Algorithm 2.</summary>
    | AmsGrad of Adam
    /// <summary>Daskalakis et al. 2018, Sec. 2.</summary>
    | Optimism
    /// <summary>Loshchilov and Hutter 2019, Algorithm 2.</summary>
    | WeightDecay of decay: float
    /// <summary>Graves 2013, Sec. 2.</summary>
    | ValueClipping of bound: float
    /// <summary>Pascanu et al. 2013, Algorithm 1.</summary>
    | NormClipping of bound: float
    /// <summary>Arjovsky et al. 2017, Algorithm 1.</summary>
    | WeightClipping of bound: float
    /// <summary>Zhang et al. 2019, Algorithm 1.</summary>
    | Lookahead of Lookahead
    /// <summary>The first, then the second.</summary>
    | Chain of first: UpdateRule * second: UpdateRule

/// <summary>The facts that a rule may know about a step. Source: each rule's own constants.</summary>
[<Struct; NoComparison>]
type StepContext =
    {
        /// <summary>t, counted from 1.</summary>
        Step: int64

        /// <summary>Euclidean norm of the network's whole gradient; used by <c>NormClipping</c> alone.</summary>
        GradientNorm: float
    }

/// <summary>Something to do with a stage whose type is known only at run time. Source: as <c>UpdateRule</c>.</summary>
type IStageVisitor<'R> =

    /// <summary>Called once, with the stage.</summary>
    abstract Visit<'S when 'S: struct and 'S :> IStage> : stage: 'S -> 'R

/// <summary>Choosing and combining rules. Source: as <c>UpdateRule</c>.</summary>
[<RequireQualifiedAccess>]
module UpdateRule =

    /// <summary>One rule after another, in the order given; no rule at all is <c>Sgd</c>.</summary>
    val chain: rules: UpdateRule list -> UpdateRule

    /// <summary>The stage that a rule is at one step, as a struct of its own type.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The step is below 1 and the rule counts.</exception>
    /// <exception cref="T:System.ArgumentException">The rule needs more than four slots.</exception>
    val visit: rule: UpdateRule -> context: StepContext -> visitor: IStageVisitor<'R> -> 'R

    /// <summary>
    /// Names of the arrays of the parameters' size that the rule keeps between steps, in the order of the slots; each
    /// name occurs once.
    /// </summary>
    [<CompiledName("SlotNames")>]
    val slotNames: rule: UpdateRule -> string list

    /// <summary>True if the rule looks at the gradient's norm.</summary>
    [<CompiledName("UsesNorm")>]
    val usesNorm: rule: UpdateRule -> bool
