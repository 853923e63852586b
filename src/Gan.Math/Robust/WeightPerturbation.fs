namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks

[<RequireQualifiedAccess>]
module WeightPerturbation =

    [<CompiledName("Perturbed")>]
    let perturbed (gamma: float) (weights_NP: 'T :> ISamples<'T>) (gradient_NP: 'T) : 'T =
        let size_N: 'T = Norm.ofSamples L2 weights_NP .* gamma
        weights_NP + (spread size_N weights_NP * Ball.steepest L2 gradient_NP)
