namespace Gan.DiffSharp

open Gan.Math
open Gan.Math.Losses

/// <summary>Things that are compared: formulas of the core, and the members of the algebra one by one.</summary>
type internal Expression =
    | DiscriminatorLoss of ILoss
    | GeneratorLoss of ILoss
    | TwoSidedPenalty of target: float
    | OneSidedPenalty of target: float
    | ZeroCentredPenalty
    | Addition
    | Subtraction
    | Multiplication
    | Division
    | Negation
    | Scale of factor: float
    | Shift of offset: float
    | Exponential
    | Logarithm
    | SquareRoot
    | Sigmoid
    | Softplus
    | Maximum
    | Heaviside
    | Constant of value: float
    | Sum
    | Mean
    | SumPerSample
    | LogSumExpPerSample
    | Spread

/// <summary>An expression and where it is evaluated.</summary>
type internal Case =
    {
        Name: string
        Expression: Expression
        X: Reference
        /// Expressions of one argument leave it alone; their slope by it has to be 0.
        Y: Reference
    }

[<RequireQualifiedAccess>]
module internal Expression =

    let evaluate (expression: Expression) (x: 'T :> ITensor<'T>) (y: 'T) : 'T =
        match expression with
        | DiscriminatorLoss loss -> loss.Discriminator(x, y)
        | GeneratorLoss loss -> loss.Generator(x, y)
        | TwoSidedPenalty target -> GradientPenalty.twoSided target x
        | OneSidedPenalty target -> GradientPenalty.oneSided target x
        | ZeroCentredPenalty -> GradientPenalty.zeroCentred x
        | Addition -> x + y
        | Subtraction -> x - y
        | Multiplication -> x * y
        | Division -> x / y
        | Negation -> -x
        | Scale factor -> 'T.Scale(x, factor)
        | Shift offset -> 'T.Shift(x, offset)
        | Exponential -> 'T.Exponential x
        | Logarithm -> 'T.Logarithm x
        | SquareRoot -> 'T.SquareRoot x
        | Sigmoid -> 'T.Sigmoid x
        | Softplus -> 'T.Softplus x
        | Maximum -> 'T.Maximum(x, y)
        | Heaviside -> 'T.Heaviside x
        | Constant value -> x * 'T.Constant(x, value)
        | Sum -> 'T.Sum x
        | Mean -> 'T.Mean x
        | SumPerSample -> 'T.SumPerSample x
        | LogSumExpPerSample -> 'T.LogSumExpPerSample x
        | Spread -> 'T.Spread(x, y) * y

[<RequireQualifiedAccess>]
module internal Cases =

    // The kinks of the hinge, -1 and 1, are among them: there the slope is split evenly.
    let private logits =
        [ -30.0; -12.5; -4.0; -1.0; -0.3; 0.0; 0.7; 1.0; 2.2; 9.5; 30.0 ]

    // The same numbers in another order, so that the relativistic losses see many differences.
    let private shuffled =
        List.init logits.Length (fun i -> logits[(4 * i + 3) % logits.Length])

    let private losses =
        [
            for loss in Loss.all do
                for side, expression in [ "discriminator", DiscriminatorLoss loss; "generator", GeneratorLoss loss ] do
                    {
                        Name = $"%s{loss.Name}, %s{side}"
                        Expression = expression
                        X = Reference.vector logits
                        Y = Reference.vector shuffled
                    }
        ]

    let private penalties =
        [
            for name, expression in
                [
                    "two-sided", TwoSidedPenalty 1.0
                    "one-sided", OneSidedPenalty 1.0
                    "zero-centred", ZeroCentredPenalty
                ] do
                {
                    Name = $"gradient penalty, %s{name}"
                    Expression = expression
                    // Norms above and below the target, and 0, where the norm has no slope of its own.
                    X = Reference.create [ 5; 2 ] [ 3.0; -4.0; 0.6; 0.9; 0.1; -0.2; 0.0; 0.0; 1e-6; 30.0 ]
                    Y = Reference.scalar 0.0
                }
        ]

    let private algebra =
        // Not closer to 0 than 0 itself: there sigma'' loses its digits, in Dual as everywhere.
        let wide =
            Reference.vector [ -1e4; -500.0; -40.0; -30.0; -1.0; 0.0; 1.0; 30.0; 40.0; 500.0; 1e4 ]

        let narrow = Reference.vector [ -30.0; -1.0; -1e-20; 0.0; 1e-20; 2.0; 30.0 ]
        let positive = Reference.vector [ 1e-12; 0.3; 1.0; 2.5; 1e4 ]
        let other = Reference.vector [ -2.0; 0.3; 7.0; -1.5; 1e-3 ]
        let single = Reference.scalar 1.7
        let blocks = Reference.create [ 3; 2; 2 ] [ for i in 1..12 -> float i - 5.5 ]

        // Samples far apart: one maximum taken out of all of them would lose the lower ones.
        let rows =
            Reference.create [ 3; 4 ] [ 1.0; -2.0; 0.5; 1.0; 1e3; 1e3; 990.0; 999.0; -1e3; -1e3; -1001.0; -998.0 ]

        [
            Addition, positive, other
            Addition, positive, single
            Subtraction, positive, other
            Subtraction, single, positive
            Multiplication, positive, other
            Multiplication, single, positive
            Division, positive, other
            Division, single, positive
            Negation, other, single
            Scale 0.1, other, single
            Shift 0.1, other, single
            Exponential, narrow, single
            Logarithm, positive, single
            SquareRoot, positive, single
            Sigmoid, wide, single
            Softplus, wide, single
            Maximum, positive, other // equal at 0.3
            Maximum, narrow, Reference.vector [ 0.0; -1.0; 0.0; 0.0; -1.0; 0.0; 30.0 ]
            Maximum, narrow, Reference.scalar 0.0
            Heaviside, narrow, single
            Constant 0.1, other, single
            Sum, blocks, single
            Mean, blocks, single
            SumPerSample, blocks, single
            LogSumExpPerSample, rows, single
            Spread, Reference.vector [ 0.2; -3.0; 5.0 ], blocks
        ]
        |> List.map (fun (expression, x, y) ->
            {
                Name = $"algebra, %A{expression} %A{x.Shape} %A{y.Shape}"
                Expression = expression
                X = x
                Y = y
            })

    /// <summary>Every loss from both sides, the gradient penalties, and every member of the algebra.</summary>
    let all: Case list = losses @ penalties @ algebra
