namespace Gan.Math.Theory

open Gan.Math

[<RequireQualifiedAccess>]
module OptimalDiscriminator =

    let probability (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T =
        dataDensity / (dataDensity + generatorDensity)

    let logit (dataDensity: 'T :> IReal<'T>) (generatorDensity: 'T) : 'T = ln dataDensity - ln generatorDensity
