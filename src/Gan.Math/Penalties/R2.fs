namespace Gan.Math.Penalties

[<RequireQualifiedAccess>]
module R2 =

    [<CompiledName("Penalty")>]
    let penalty (gamma: float) =
        GradientPenalty.zeroCentredAt "r2" "Mescheder et al. 2018, Eq. (10)" true gamma
