namespace Gan.Math.Theory

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module OptimalDiscriminator =

    [<CompiledName("Probability")>]
    let probability (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T =
        dataDensity / (dataDensity + generatorDensity)

    [<CompiledName("Logit")>]
    let logit (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T = ln dataDensity - ln generatorDensity

    let leastSquares (labels: LeastSquaresLabels) (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T =
        let labelled: 'T = (dataDensity .* labels.Real) + (generatorDensity .* labels.Fake)
        labelled / (dataDensity + generatorDensity)

    let variationalCritic (divergence: FDivergence) (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T =
        let u: 'T = dataDensity / generatorDensity

        match divergence with
        | KullbackLeibler -> ln u +. 1.0
        | ReverseKullbackLeibler -> -(generatorDensity / dataDensity)
        | PearsonChiSquared -> (u +. -1.0) .* 2.0
        | SquaredHellinger -> -(squareRoot (generatorDensity / dataDensity)) +. 1.0
        | JensenShannon -> -(softplus (-(ln u))) +. log 2.0 // log 2 + log(u / (1 + u))
        | TotalVariation -> 'T.Heaviside(u +. -1.0) +. -0.5
