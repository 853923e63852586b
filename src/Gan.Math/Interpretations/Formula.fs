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
    | Applied of unicode: string * latex: string * Formula list

    static member private Apply(unicode: string, latex: string, arguments: Formula list) =
        Applied(unicode, latex, arguments)

    static member (+)(x: Formula, y: Formula) : Formula = Plus(x, y)
    static member (-)(x: Formula, y: Formula) : Formula = Minus(x, y)
    static member (*)(x: Formula, y: Formula) : Formula = Times(x, y)
    static member (/)(x: Formula, y: Formula) : Formula = Over(x, y)
    static member (~-)(x: Formula) : Formula = Negated x

    interface ITensor<Formula> with
        static member Scale(x, factor) = Times(Number factor, x)
        static member Shift(x, offset) = Plus(x, Number offset)
        static member Exponential x = Formula.Apply("exp", @"\exp", [ x ])
        static member Logarithm x = Formula.Apply("log", @"\log", [ x ])
        static member SquareRoot x = Root x
        static member Sigmoid x = Formula.Apply("σ", @"\sigma", [ x ])

        // log(1 + e^x)
        static member Softplus x =
            Formula.Apply("log", @"\log", [ Plus(Number 1.0, Formula.Apply("exp", @"\exp", [ x ])) ])

        static member Maximum(x, y) = Formula.Apply("max", @"\max", [ x; y ])
        static member Heaviside x = Formula.Apply("H", "H", [ x ])
        static member Constant(_, value) = Number value

        static member Sum x =
            Formula.Apply("Σₙ", @"\textstyle\sum_n", [ x ])

        static member Mean x =
            Formula.Apply("meanₙ", @"\operatorname{mean}_n", [ x ])

        static member SumPerSample x =
            Formula.Apply("Σₚ", @"\textstyle\sum_p", [ x ])

        static member LogSumExpPerSample x =
            let sum =
                Formula.Apply("Σₖ", @"\textstyle\sum_k", [ Formula.Apply("exp", @"\exp", [ x ]) ])

            Formula.Apply("log", @"\log", [ sum ])

        static member Spread(w, _) = w

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
    let number (value: float) = Number value

    // How tightly a printed expression holds together: a looser one inside a tighter one needs brackets.
    [<Literal>]
    let private Sum = 0

    [<Literal>]
    let private Product = 1

    [<Literal>]
    let private Atom = 2

    let private digits (notation: Notation) (value: float) =
        let text = value.ToString("R", CultureInfo.InvariantCulture)

        match notation, text.IndexOf 'E' with
        | Unicode, _
        | _, -1 -> text
        | Latex, at -> $"""{text[.. at - 1]} \cdot 10^{{{Int32.Parse(text[at + 1 ..])}}}"""

    // Equal in meaning: the same object, or the same symbol.
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
        let find (candidates: ('K * Formula) list) (matches: 'K -> bool) =
            candidates |> List.tryFind (fst >> matches) |> Option.map snd

        let bracketed (text: string) =
            match notation with
            | Unicode -> $"({text})"
            | Latex -> $@"\left({text}\right)"

        let rec go (formula: Formula) : string * int =
            match find names (LanguagePrimitives.PhysicalEquality formula), formula with
            | Some name, _ when not (LanguagePrimitives.PhysicalEquality name formula) -> go name
            | _, Symbol(unicode, latex) -> (if notation = Unicode then unicode else latex), Atom
            | _, Number value ->
                match find constants ((=) value) with
                | Some name -> go name
                | None when value < 0.0 -> go (Negated(Number -value))
                | None -> digits notation value, Atom
            | _, Plus(x, Number c) when c < 0.0 && (find constants ((=) c)).IsNone -> go (Minus(x, Number -c))
            | _, Plus(x, Negated y) -> go (Minus(x, y))
            | _, Plus(x, y) -> $"{at Sum x} + {at Sum y}", Sum
            | _, Minus(x, y) -> $"{at Sum x} - {at Product y}", Sum
            | _, Negated(Negated x) -> go x
            | _, Negated x -> $"-{at Product x}", Sum
            | _, Times(Number 1.0, x) -> go x
            | _, Times(Number -1.0, x) -> go (Negated x)
            | _, Times(x, y) when same x y ->
                match notation with
                | Unicode -> $"{at Atom x}²", Product
                | Latex -> $"{at Atom x}^2", Product
            | _, Times(x, y) -> $"{at Product x} {at Product y}", Product
            | _, Over(x, y) ->
                match notation with
                | Unicode -> $"{at Product x} / {at Atom y}", Product
                | Latex -> $@"\frac{{{at Sum x}}}{{{at Sum y}}}", Product
            | _, Root x ->
                match notation with
                | Unicode -> $"√{bracketed (at Sum x)}", Atom
                | Latex -> $@"\sqrt{{{at Sum x}}}", Atom
            | _, Applied(unicode, latex, arguments) ->
                let inside = arguments |> List.map (at Sum) |> String.concat ", "
                (if notation = Unicode then unicode else latex) + bracketed inside, Atom

        and at (tightness: int) (formula: Formula) : string =
            let text, own = go formula
            if own < tightness then bracketed text else text

        go formula |> fst
