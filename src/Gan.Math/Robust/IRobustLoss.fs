namespace Gan.Math.Robust

open Gan.Math

[<Interface>]
type IRobustLoss =
    abstract Name: string
    abstract Source: string
    abstract Weight: float
    abstract UsesAdversarial: bool
    abstract UsesClean: bool
    abstract AttacksPredictions: bool

    abstract Value<'T when 'T :> ITensor<'T>> : labels_NK: 'T * rival_NK: 'T * clean_NK: 'T * adversarial_NK: 'T -> 'T
