namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module LearnedAttack =

    // Smaller gradients than this are as good as none.
    let private tiny = 1e-30

    [<CompiledName("Seen")>]
    let seen (gradient: 'T :> ISamples<'T>) : 'T =
        let largest: 'T = Norm.ofSamples Linf gradient +. tiny
        gradient / spread largest gradient

    [<CompiledName("Move")>]
    let move (ball: Ball) (stepSize: float) (clean: 'T :> ISamples<'T>) (point: 'T) (direction: 'T) : 'T =
        Ball.rescale ball clean (point + (direction .* stepSize))

    [<CompiledName("Loss")>]
    let loss (labels_NK: 'T :> ITensor<'T>) (logits_NK: 'T) : 'T =
        -(Classification.crossEntropy labels_NK logits_NK)

    [<CompiledName("Slope")>]
    let slope (steps: int) (count: int) (gradient: 'T :> ISamples<'T>) : 'T =
        gradient .* (-1.0 / float (steps * count))
