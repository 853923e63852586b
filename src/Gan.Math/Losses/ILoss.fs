namespace Gan.Math.Losses

open System
open Gan.Math

[<Flags>]
type LossTraits =
    | None = 0
    | CrossEntropy = 1
    | GeneratorUsesReal = 2

[<Interface>]
type ILoss =
    abstract Name: string
    abstract Source: string
    abstract Traits: LossTraits
    abstract Discriminator<'T when 'T :> ITensor<'T>> : real_N: 'T * fake_N: 'T -> 'T
    abstract Generator<'T when 'T :> ITensor<'T>> : real_N: 'T * fake_N: 'T -> 'T
