namespace Gan.Math.Penalties

[<RequireQualifiedAccess>]
module R1 =

    [<CompiledName("Penalty")>]
    let penalty (gamma: float) =
        GradientPenalty.zeroCentredAt "r1" "Mescheder et al. 2018, Eq. (9)" false gamma
