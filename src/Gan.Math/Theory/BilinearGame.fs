namespace Gan.Math.Theory

open System
open System.Numerics

type BilinearMethod =
    | SimultaneousGradient
    | AlternatingGradient
    | ExtragradientStep
    | OptimisticGradient
    | HeavyBallGradient of decay: float

[<RequireQualifiedAccess>]
module BilinearGame =

    let operator (method: BilinearMethod) (rate: float) =
        let e = rate

        match method with
        | SimultaneousGradient -> array2D [ [ 1.0; -e ]; [ e; 1.0 ] ]
        | AlternatingGradient -> array2D [ [ 1.0; -e ]; [ e; 1.0 - e * e ] ]
        | ExtragradientStep -> array2D [ [ 1.0 - e * e; -e ]; [ e; 1.0 - e * e ] ]
        | OptimisticGradient ->
            array2D
                [
                    [ 1.0; -2.0 * e; 0.0; e ]
                    [ 2.0 * e; 1.0; -e; 0.0 ]
                    [ 1.0; 0.0; 0.0; 0.0 ]
                    [ 0.0; 1.0; 0.0; 0.0 ]
                ]
        | HeavyBallGradient m ->
            array2D
                [
                    [ 1.0; -e; -e * m; 0.0 ]
                    [ e; 1.0; 0.0; -e * m ]
                    [ 0.0; 1.0; m; 0.0 ]
                    [ -1.0; 0.0; 0.0; m ]
                ]

    // The larger modulus of the roots of l^2 - b l + c.
    let private largerRoot (b: Complex) (c: Complex) =
        let root = Complex.Sqrt(b * b - Complex(4.0, 0.0) * c)
        max (b + root).Magnitude (b - root).Magnitude / 2.0

    let spectralRadius (method: BilinearMethod) (rate: float) =
        match method with
        | SimultaneousGradient -> Math.Sqrt(1.0 + rate * rate)
        | AlternatingGradient -> largerRoot (Complex(2.0 - rate * rate, 0.0)) Complex.One
        | ExtragradientStep -> Math.Sqrt(1.0 - rate * rate + Math.Pow(rate, 4.0))
        | OptimisticGradient -> largerRoot (Complex(1.0, 2.0 * rate)) (Complex(0.0, rate))
        | HeavyBallGradient decay -> largerRoot (Complex(1.0 + decay, rate)) (Complex(decay, 0.0))
