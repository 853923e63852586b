namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module InstanceNoise =

    [<CompiledName("Deviation")>]
    let deviation (initial: float) (until: float) (step: float) = initial * max (1.0 - step / until) 0.0

    [<CompiledName("Add")>]
    let add (deviation: float) (noise_NP: 'T :> IReal<'T>) (sample_NP: 'T) : 'T = addScaled deviation noise_NP sample_NP
