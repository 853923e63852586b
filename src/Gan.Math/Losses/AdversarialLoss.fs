namespace Gan.Math.Losses

open Gan.Math

type AdversarialLoss =
    | Minimax
    | NonSaturating

[<RequireQualifiedAccess>]
module AdversarialLoss =

    let named = [ "minimax", Minimax; "non-saturating", NonSaturating ]

    let discriminator (loss: AdversarialLoss) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        match loss with
        | Minimax -> Minimax.discriminator real_N fake_N
        | NonSaturating -> NonSaturating.discriminator real_N fake_N

    let generator (loss: AdversarialLoss) (fake_N: 'T :> IReal<'T>) : 'T =
        match loss with
        | Minimax -> Minimax.generator fake_N
        | NonSaturating -> NonSaturating.generator fake_N
