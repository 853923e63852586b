namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module LabelSmoothing =

    let crossEntropy (label: float) (logits_N: 'T :> IReal<'T>) : 'T =
        (softplus (-logits_N) .* label) + (softplus logits_N .* (1.0 - label))

    let discriminator (realLabel: float) (fakeLabel: float) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        crossEntropy realLabel real_N + crossEntropy fakeLabel fake_N
