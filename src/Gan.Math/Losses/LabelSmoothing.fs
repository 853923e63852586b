namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module LabelSmoothing =

    let crossEntropy (label: float) (logits_N: 'T :> IReal<'T>) : 'T =
        (softplus (-logits_N) .* label) + (softplus logits_N .* (1.0 - label))

    let discriminator (realLabel: float) (fakeLabel: float) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        crossEntropy realLabel real_N + crossEntropy fakeLabel fake_N

    let decorate (realLabel: float) (fakeLabel: float) (loss: ILoss) =
        if realLabel = 1.0 && fakeLabel = 0.0 then
            loss
        elif loss.Traits.HasFlag LossTraits.CrossEntropy then
            { new ILoss with
                member _.Name = loss.Name
                member _.Source = $"{loss.Source}; Salimans et al. 2016, Sec. 3.4"
                member _.Traits = loss.Traits

                member _.Discriminator(real_N, fake_N) =
                    discriminator realLabel fakeLabel real_N fake_N

                member _.Generator(real_N, fake_N) = loss.Generator(real_N, fake_N)
            }
        else
            invalidArg (nameof loss) $"The loss {loss.Name} has no labels to smooth: it is no cross-entropy."
