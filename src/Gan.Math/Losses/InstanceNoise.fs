namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module InstanceNoise =

    let deviation (initial: float) (until: float) (step: float) = initial * max (1.0 - step / until) 0.0

    let add (deviation: float) (noise_NP: 'T :> IReal<'T>) (sample_NP: 'T) : 'T =
        GradientPenalty.perturb deviation noise_NP sample_NP
