namespace Gan.Math.Theory

open System
open System.Numerics

type BilinearMethod =
    | SimultaneousGradient
    | AlternatingGradient
    | ExtragradientStep
    | OptimisticGradient
    | HeavyBallGradient of decay: float
    | NesterovGradient of decay: float
    | ExtrapolatedFromThePast
    | ConsensusGradient of weight: float
    | SymplecticGradient of weight: float
    | DecayedGradient of decay: float
    | LookaheadGradient of every: int * follow: float

[<RequireQualifiedAccess>]
module BilinearGame =

    // As x + i y, a simultaneous step is a product with 1 + i eta.
    let private lookahead (every: int) (follow: float) (rate: float) =
        let fast = Complex.Pow(Complex(1.0, rate), float every)
        Complex(1.0 - follow, 0.0) + Complex(follow, 0.0) * fast

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

        | NesterovGradient m ->
            let ahead = e * (1.0 + m)

            array2D
                [
                    [ 1.0; -ahead; -e * m * m; 0.0 ]
                    [ ahead; 1.0; 0.0; -e * m * m ]
                    [ 0.0; 1.0; m; 0.0 ]
                    [ -1.0; 0.0; 0.0; m ]
                ]
        // (x, y) ahead is (x - e p, y - e q) with the last gradients p, q.
        | ExtrapolatedFromThePast ->
            array2D
                [
                    [ 1.0; -e; 0.0; e * e ]
                    [ e; 1.0; -e * e; 0.0 ]
                    [ 0.0; 1.0; 0.0; -e ]
                    [ -1.0; 0.0; e; 0.0 ]
                ]
        | ConsensusGradient weight
        | SymplecticGradient weight
        | DecayedGradient weight -> array2D [ [ 1.0 - e * weight; -e ]; [ e; 1.0 - e * weight ] ]
        | LookaheadGradient(every, follow) ->
            let slow = lookahead every follow e
            array2D [ [ slow.Real; -slow.Imaginary ]; [ slow.Imaginary; slow.Real ] ]

    // The larger modulus of the roots of l^2 - b l + c.
    let private largerRoot (b: Complex) (c: Complex) =
        let root = Complex.Sqrt(b * b - Complex(4.0, 0.0) * c)
        max (b + root).Magnitude (b - root).Magnitude / 2.0

    let spectralRadius (method: BilinearMethod) (rate: float) =
        match method with
        | SimultaneousGradient -> Math.Sqrt(1.0 + rate * rate)
        | AlternatingGradient -> largerRoot (Complex(2.0 - rate * rate, 0.0)) Complex.One
        | ExtragradientStep -> Math.Sqrt(1.0 - rate * rate + Math.Pow(rate, 4.0))
        | OptimisticGradient
        | ExtrapolatedFromThePast -> largerRoot (Complex(1.0, 2.0 * rate)) (Complex(0.0, rate))
        | HeavyBallGradient decay -> largerRoot (Complex(1.0 + decay, rate)) (Complex(decay, 0.0))
        | NesterovGradient decay ->
            let turn = Complex(1.0, rate)
            largerRoot (Complex(1.0 + decay, 0.0) * turn) (Complex(decay, 0.0) * turn)
        | ConsensusGradient weight
        | SymplecticGradient weight
        | DecayedGradient weight -> Complex(1.0 - rate * weight, rate).Magnitude
        | LookaheadGradient(every, follow) -> (lookahead every follow rate).Magnitude
