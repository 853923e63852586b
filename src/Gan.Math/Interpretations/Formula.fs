namespace Gan.Math

open System
open System.Globalization
open System.Numerics

[<NoComparison; ReferenceEquality>]
type Formula =
    private
    | Symbol of unicode: string * latex: string
    | Number of float
    | Plus of Formula * Formula
    | Minus of Formula * Formula
    | Times of Formula * Formula
    | Over of Formula * Formula
    | Negated of Formula
    | Root of Formula
    | Applied of Function * Formula list
    | Spread of Formula * like: Formula

    static member (+)(x: Formula, y: Formula) : Formula = Plus(x, y)
    static member (-)(x: Formula, y: Formula) : Formula = Minus(x, y)
    static member (*)(x: Formula, y: Formula) : Formula = Times(x, y)
    static member (/)(x: Formula, y: Formula) : Formula = Over(x, y)
    static member (~-)(x: Formula) : Formula = Negated x

    interface ITensor<Formula> with
        static member Scale(x, factor) = Times(Number factor, x)
        static member Shift(x, offset) = Plus(x, Number offset)
        static member Exponential x = Applied(Exponential, [ x ])
        static member Logarithm x = Applied(Logarithm, [ x ])
        static member SquareRoot x = Root x
        static member Sigmoid x = Applied(Sigmoid, [ x ])
        static member Softplus x = Applied(Softplus, [ x ])
        static member Maximum(x, y) = Applied(Maximum, [ x; y ])

        static member Minimum(x, y) =
            Negated(Applied(Maximum, [ Negated x; Negated y ]))

        static member Clamp(x, low, high) =
            let raised = Applied(Maximum, [ x; Number low ])
            Negated(Applied(Maximum, [ Negated raised; Negated(Number high) ]))

        static member Heaviside x = Applied(Heaviside, [ x ])
        static member Constant(_, value) = Number value
        static member ZerosLike _ = Number 0.0
        static member Sum x = Applied(Sum, [ x ])
        static member Mean x = Applied(Mean, [ x ])
        static member SumPerSample x = Applied(SumPerSample, [ x ])
        static member LogSumExpPerSample x = Applied(LogSumExpPerSample, [ x ])
        static member Spread(w, like) = Spread(w, like)

    interface IAdditionOperators<Formula, Formula, Formula> with
        static member (+)(x: Formula, y: Formula) : Formula = x + y

    interface ISubtractionOperators<Formula, Formula, Formula> with
        static member (-)(x: Formula, y: Formula) : Formula = x - y

    interface IMultiplyOperators<Formula, Formula, Formula> with
        static member (*)(x: Formula, y: Formula) : Formula = x * y

    interface IDivisionOperators<Formula, Formula, Formula> with
        static member (/)(x: Formula, y: Formula) : Formula = x / y

    interface IUnaryNegationOperators<Formula, Formula> with
        static member (~-)(x: Formula) : Formula = -x

type Notation =
    | Unicode
    | Latex

[<RequireQualifiedAccess>]
module Formula =

    let symbol (unicode: string) (latex: string) = Symbol(unicode, latex)

    let call (unicode: string) (latex: string) (arguments: Formula list) =
        Applied(Named(unicode, latex), arguments)

    let number (value: float) = Number value

    let rec evaluate (values: string -> Reference) (formula: Formula) : Reference =
        let value = evaluate values

        match formula with
        | Symbol(name, _) -> values name
        | Number c -> Reference.scalar c
        | Plus(x, y) -> value x + value y
        | Minus(x, y) -> value x - value y
        | Times(x, y) -> value x * value y
        | Over(x, y) -> value x / value y
        | Negated x -> -(value x)
        | Root x -> squareRoot (value x)
        | Applied(f, arguments) -> Function.apply f (List.map value arguments)
        | Spread(w, like) ->
            let spread (w: 'T :> ITensor<'T>) (like: 'T) : 'T = 'T.Spread(w, like)
            spread (value w) (value like)

    // How tightly a printed expression holds together: a looser one inside a tighter one needs brackets.
    let private sumLevel, private quotient, private product, private atom = 0, 1, 2, 3

    let private digits (notation: Notation) (value: float) =
        let text = value.ToString("R", CultureInfo.InvariantCulture)

        match notation, text.IndexOf 'E' with
        | Unicode, _
        | _, -1 -> text
        | Latex, at -> $@"{text[.. at - 1]} \cdot 10^{{{Int32.Parse(text[at + 1 ..], CultureInfo.InvariantCulture)}}}"

    // A square: the same object twice, or the same symbol.
    let private same (x: Formula) (y: Formula) =
        match x, y with
        | Symbol(a, _), Symbol(b, _) -> a = b
        | _ -> LanguagePrimitives.PhysicalEquality x y

    let print
        (notation: Notation)
        (constants: (float * Formula) list)
        (names: (Formula * Formula) list)
        (formula: Formula)
        =
        let nameOf (part: Formula) =
            names
            |> List.tryFind (fun (known, _) -> LanguagePrimitives.PhysicalEquality known part)
            |> Option.map snd

        let either (unicode: string) (latex: string) =
            if notation = Unicode then unicode else latex

        let bracketed (text: string) =
            either $"({text})" $@"\left({text}\right)"

        let rec go (known: (float * Formula) list) (formula: Formula) : string * int =
            let constant (value: float) =
                known |> List.tryFind (fun (number, _) -> number = value) |> Option.map snd

            let plain = go []
            let go, at = go known, at known

            match nameOf formula, formula with
            | Some name, _ when not (LanguagePrimitives.PhysicalEquality name formula) -> go name
            | _, Symbol(unicode, latex) -> either unicode latex, atom
            | _, Number value ->
                match constant value with
                // Without constants: what stands for a number may contain the same number.
                | Some name -> plain name
                | None when value < 0.0 -> go (Negated(Number -value))
                | None -> digits notation value, atom
            | _, Plus(x, Number 0.0) when (constant 0.0).IsNone -> go x
            | _, Plus(x, Number c) when c < 0.0 && (constant c).IsNone -> go (Minus(x, Number -c))
            | _, Plus(x, Negated y) -> go (Minus(x, y))
            | _, Plus(x, y) -> $"{at sumLevel x} + {at sumLevel y}", sumLevel
            | _, Minus(x, Negated y) -> go (Plus(x, y))
            | _, Minus(x, y) -> $"{at sumLevel x} - {at quotient y}", sumLevel
            | _, Negated(Negated x) -> go x
            // min(x, y) = -max(-x, -y) and |x| = max(x, -x)
            | _, Negated(Applied(Maximum, [ Negated x; Negated y ])) ->
                (either "min" @"\min") + bracketed $"{fst (go x)}, {fst (go y)}", atom
            | _, Applied(Maximum, [ x; Negated y ]) when same x y ->
                either $"abs({fst (go x)})" $@"\left|{fst (go x)}\right|", atom
            | _, Negated x -> $"-{at quotient x}", sumLevel
            | _, Times(Number 1.0, x) when (constant 1.0).IsNone -> go x
            | _, Times(Number -1.0, x) when (constant -1.0).IsNone -> go (Negated x)
            // Plain numbers together, and before those with names.
            | _, Times(Number a, Times(Number b, x)) when (constant a).IsNone && (constant b).IsNone ->
                go (Times(Number(a * b), x))
            | _, Times(Number a, Times(Number b, x)) when (constant a).IsSome && (constant b).IsNone ->
                go (Times(Number b, Times(Number a, x)))
            | _, Times(x, y) when same x y -> either $"{at atom x}²" $"{at atom x}^2", product
            | _, Times(x, y) -> $"{at product x} {at product y}", product
            | _, Over(x, y) when notation = Unicode -> $"{at quotient x} / {at atom y}", quotient
            | _, Over(x, y) -> $@"\frac{{{fst (go x)}}}{{{fst (go y)}}}", product
            | _, Root x -> either $"√({fst (go x)})" $@"\sqrt{{{fst (go x)}}}", atom
            | _, Applied(f, arguments) ->
                let unicode, latex = Function.name f
                let inside = arguments |> List.map (go >> fst) |> String.concat ", "
                either unicode latex + bracketed inside, atom
            | _, Spread(x, _) -> go x

        and at (known: (float * Formula) list) (tightness: int) (part: Formula) : string =
            let text, own = go known part
            if own < tightness then bracketed text else text

        go constants formula |> fst
