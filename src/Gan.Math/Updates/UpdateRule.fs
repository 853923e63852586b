namespace Gan.Math.Updates

[<NoComparison>]
type UpdateRule =
    | Sgd
    | Momentum of Momentum
    | RmsProp of RmsProp
    | Adam of Adam
    | AmsGrad of Adam
    | Optimism
    | WeightDecay of decay: float
    | ValueClipping of bound: float
    | NormClipping of bound: float
    | WeightClipping of bound: float
    | Lookahead of Lookahead
    | Chain of first: UpdateRule * second: UpdateRule

[<Struct; NoComparison>]
type StepContext = { Step: int64; GradientNorm: float }

type IStageVisitor<'R> =
    abstract Visit<'S when 'S: struct and 'S :> IStage> : stage: 'S -> 'R

[<RequireQualifiedAccess>]
module UpdateRule =

    let chain (rules: UpdateRule list) =
        match rules with
        | [] -> Sgd
        | first :: rest -> List.fold (fun before rule -> Chain(before, rule)) first rest

    let rec visit (rule: UpdateRule) (context: StepContext) (visitor: IStageVisitor<'R>) : 'R =
        match rule with
        | Sgd -> visitor.Visit(SgdStage())
        | Momentum momentum -> visitor.Visit(MomentumStage(momentum, context.Step))
        | RmsProp rmsProp -> visitor.Visit(RmsPropStage rmsProp)
        | Adam adam -> visitor.Visit(AdamStage(adam, context.Step))
        | AmsGrad adam -> visitor.Visit(AmsGradStage(adam, context.Step))
        | Optimism -> visitor.Visit(OptimismStage())
        | WeightDecay decay -> visitor.Visit(WeightDecayStage decay)
        | ValueClipping bound -> visitor.Visit(ValueClippingStage bound)
        | NormClipping bound -> visitor.Visit(NormClippingStage(bound, context.GradientNorm))
        | WeightClipping bound -> visitor.Visit(WeightClippingStage bound)
        | Lookahead lookahead -> visitor.Visit(LookaheadStage(lookahead, context.Step))
        | Chain(first, second) ->
            visit
                first
                context
                { new IStageVisitor<'R> with
                    member _.Visit(head) =
                        visit
                            second
                            context
                            { new IStageVisitor<'R> with
                                member _.Visit(tail) = visitor.Visit(ChainStage(head, tail))
                            }
                }

    let rec private everySlot (rule: UpdateRule) =
        match rule with
        | Sgd
        | WeightDecay _
        | ValueClipping _
        | NormClipping _
        | WeightClipping _ -> []
        | Momentum _ -> [ "momentum" ]
        | RmsProp { Centred = false } -> [ "square" ]
        | RmsProp _ -> [ "square"; "mean" ]
        | Adam _ -> [ "mean"; "square" ]
        | AmsGrad _ -> [ "mean"; "square"; "largest-square" ]
        | Optimism -> [ "previous" ]
        | Lookahead _ -> [ "slow" ]
        | Chain(first, second) -> everySlot first @ everySlot second

    [<CompiledName("SlotNames")>]
    let slotNames (rule: UpdateRule) =
        let add (names: string list) (name: string) =
            let taken =
                names
                |> List.filter (fun other -> other = name || other.StartsWith(name + "-again"))

            names @ [ name + String.replicate taken.Length "-again" ]

        List.fold add [] (everySlot rule)

    [<CompiledName("UsesNorm")>]
    let rec usesNorm (rule: UpdateRule) =
        match rule with
        | NormClipping _ -> true
        | Chain(first, second) -> usesNorm first || usesNorm second
        | _ -> false
