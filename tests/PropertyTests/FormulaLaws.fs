/// A printed formula means what was computed: it is read back and evaluated.
module Gan.PropertyTests.FormulaLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.PropertyTests.Generators

/// Reads the Unicode notation: sums of quotients of products of atoms; a product is one atom beside another.
type private Reader(text: string, value: string -> Reference) =
    let mutable at = 0

    let skip () =
        while at < text.Length && text[at] = ' ' do
            at <- at + 1

    let peek (token: string) =
        skip ()
        String.CompareOrdinal(text, at, token, 0, token.Length) = 0

    let take (token: string) =
        let found = peek token

        if found then
            at <- at + token.Length

        found

    let expect token =
        if not (take token) then
            failwith $"'{token}' expected at {at} of {text}"

    let run (f: Reference list -> Reference) (arguments: Reference list) = f arguments

    member reader.Sum() : Reference =
        let mutable total = reader.Signed()
        let mutable going = true

        while going do
            if take "+ " then total <- total + reader.Signed()
            elif take "- " then total <- total - reader.Quotient()
            else going <- false

        total

    member reader.Signed() : Reference =
        if take "-" then -(reader.Quotient()) else reader.Quotient()

    member reader.Quotient() : Reference =
        let mutable result = reader.Product()

        while take "/ " do
            result <- result / reader.Atom()

        result

    member reader.Product() : Reference =
        let mutable result = reader.Atom()

        while (skip ()
               at < text.Length && not (")+-/,".Contains text[at])) do
            result <- result * reader.Atom()

        result

    member reader.Arguments() =
        let mutable arguments = [ reader.Sum() ]

        while take "," do
            arguments <- arguments @ [ reader.Sum() ]

        expect ")"
        arguments

    member reader.Atom() : Reference =
        let functions: (string * (Reference list -> Reference)) list =
            [
                "√(", (fun a -> squareRoot a.Head)
                "softplus(", (fun a -> softplus a.Head)
                "exp(", (fun a -> exponential a.Head)
                "log(", (fun a -> ln a.Head)
                "σ(", (fun a -> sigmoid a.Head)
                "max(", (fun a -> maximum a[0] a[1])
                "min(", (fun a -> minimum a[0] a[1])
                "abs(", (fun a -> absolute a.Head)
                "mean(", (fun a -> mean a.Head)
                "(", List.exactlyOne
            ]

        let result =
            match functions |> List.tryFind (fst >> take) with
            | Some(_, f) -> run f (reader.Arguments())
            | None ->
                let start = at

                while at < text.Length
                      && (Char.IsLetterOrDigit text[at]
                          || ".E".Contains text[at]
                          || (text[at] = '-' && text[at - 1] = 'E')) do
                    at <- at + 1

                if at = start then
                    failwith $"nothing to read at {at} of {text}"

                let word = text[start .. at - 1]

                match
                    Double.TryParse(word, Globalization.NumberStyles.Float, Globalization.CultureInfo.InvariantCulture)
                with
                | true, number -> Reference.scalar number
                | _ -> value word

        if take "²" then result * result else result

    member reader.Whole() =
        let result = reader.Sum()
        skip ()
        Assert.True((at = text.Length), $"stopped at {at} of {text}")
        result

let private read text value = Reader(text, value).Whole()

/// A recipe for an expression over any interpretation.
type private Recipe =
    | A
    | B
    | C
    | Constant of float
    | Add of Recipe * Recipe
    | Subtract of Recipe * Recipe
    | Multiply of Recipe * Recipe
    | Divide of Recipe * Recipe
    | Negate of Recipe
    | Scaled of Recipe * float
    | Shifted of Recipe * float
    | Squared of Recipe
    | Largest of Recipe * Recipe
    | Soft of Recipe

let private recipes =
    let leaf = Gen.elements [ A; B; C; Constant 2.0; Constant -0.5 ]
    let factor = Gen.elements [ -2.0; -1.0; 0.5; 1.0; 3.0 ]

    let rec tree depth =
        if depth = 0 then
            leaf
        else
            let sub = tree (depth - 1)

            Gen.oneof
                [
                    leaf
                    Gen.map2 (fun x y -> Add(x, y)) sub sub
                    Gen.map2 (fun x y -> Subtract(x, y)) sub sub
                    Gen.map2 (fun x y -> Multiply(x, y)) sub sub
                    Gen.map2 (fun x y -> Divide(x, y)) sub sub
                    Gen.map Negate sub
                    Gen.map2 (fun x c -> Scaled(x, c)) sub factor
                    Gen.map2 (fun x c -> Shifted(x, c)) sub factor
                    Gen.map Squared sub
                    Gen.map2 (fun x y -> Largest(x, y)) sub sub
                    Gen.map Soft sub
                ]

    Gen.choose (1, 5) |> Gen.bind tree |> Arb.fromGen

let private symbols = [ "a", 0.7; "b", -1.3; "c", 2.1 ]

let private valueOf (name: string) =
    Reference.scalar (symbols |> List.find (fst >> (=) name) |> snd)

let rec private build (recipe: Recipe) : Formula =
    match recipe with
    | A -> Formula.symbol "a" "a"
    | B -> Formula.symbol "b" "b"
    | C -> Formula.symbol "c" "c"
    | Constant c -> Formula.number c
    | Add(x, y) -> build x + build y
    | Subtract(x, y) -> build x - build y
    | Multiply(x, y) -> build x * build y
    | Divide(x, y) -> build x / build y
    | Negate x -> -(build x)
    | Scaled(x, c) -> build x .* c
    | Shifted(x, c) -> build x +. c
    | Squared x -> square (build x)
    | Largest(x, y) -> maximum (build x) (build y)
    | Soft x -> softplus (build x)

/// Reading groups sums from the left, and so rounds otherwise than the formula did: that must not matter, as it would
/// where a difference of equal numbers divides. There the value jumps when the symbols move by a billionth.
let private isSteady (formula: Formula) =
    let at shift =
        (Formula.evaluate (fun name -> valueOf name +. shift) formula).Item

    let here = at 0.0

    // A quotient that large has divided by what rounding left of 0.
    abs here < 1e9
    && [ 1e-9; -1e-9 ]
       |> List.forall (fun shift -> abs (at shift - here) < 1e-4 * max 1.0 (abs here))

[<Fact>]
let ``a printed formula read back is the formula`` () =
    Check.One(
        Config.QuickThrowOnFailure.WithMaxTest 1000,
        Prop.forAll recipes (fun recipe ->
            let formula = build recipe
            let text = Formula.print Unicode [] [] formula
            let value = (Formula.evaluate valueOf formula).Item

            isSteady formula
            ==> (near (1e-9 * max 1.0 (abs value)) value (read text valueOf).Item
                 |> Prop.label text))
    )

[<Law>]
let ``the formula of every loss evaluates to the loss`` (ScorePairs pairs) =
    let real, fake = List.unzip pairs

    let values name =
        Reference.vector (if name = "r" then real else fake)

    let r, f = Formula.symbol "r" "r", Formula.symbol "f" "f"

    all
        [
            for name, loss in Loss.named do
                for formula, expected in
                    [
                        loss.Discriminator(r, f), loss.Discriminator(values "r", values "f")
                        loss.Generator(r, f), loss.Generator(values "r", values "f")
                    ] do
                    let text = Formula.print Unicode [] [] formula

                    for a, b in Array.zip expected.Values (Formula.evaluate values formula).Values do
                        near 0.0 a b |> Prop.label name

                    for a, b in Array.zip expected.Values (read text values).Values do
                        near (1e-9 * max 1.0 (abs a)) a b |> Prop.label text
        ]

[<Fact>]
let ``operations that a sample's elements need evaluate to themselves`` () =
    let x = Reference.create [ 2; 2 ] [ 1.0; 2.0; 3.0; 5.0 ]
    let symbol = Formula.symbol "x" "x"

    let value formula =
        (Formula.evaluate (fun _ -> x) formula).Values

    let spread (w: 'T :> ITensor<'T>) (like: 'T) : 'T = 'T.Spread(w, like)
    let logSumExp (x: 'T :> ITensor<'T>) : 'T = 'T.LogSumExpPerSample x
    let step (x: 'T :> IReal<'T>) : 'T = 'T.Heaviside x
    Assert.Equal<float[]>([| 3.0; 8.0 |], value (sumPerSample symbol))
    Assert.Equal<float[]>([| 3.0; 3.0; 8.0; 8.0 |], value (spread (sumPerSample symbol) symbol))
    Assert.Equal<float[]>((logSumExp x).Values, value (logSumExp symbol))
    Assert.Equal<float[]>([| 11.0 |], value (sum symbol))
    Assert.Equal<float[]>([| 0.0; 0.5; 1.0; 1.0 |], value (step (symbol +. -2.0)))
    Assert.Equal<float[]>([| log 2.0 |], value (ln (Formula.number 2.0)))
    Assert.Equal<float[]>([| sigmoid (Reference.scalar 0.3) |> _.Item |], value (sigmoid (Formula.number 0.3)))

    Assert.Throws<NotSupportedException>(fun () -> value (Formula.call "F" "F" [ symbol ]) |> ignore)
    |> ignore

[<Fact>]
let ``printing has its exact forms in both notations`` () =
    let a, b = Formula.symbol "α" @"\alpha", Formula.symbol "b" "b"
    let print notation = Formula.print notation [ 0.25, a ] []
    let mean' = (b .* 0.25) + (a * b)

    for formula, unicode, latex in
        [
            (a + b) * (a - b), "(α + b) (α - b)", @"\left(\alpha + b\right) \left(\alpha - b\right)"
            (a / b) * a, "(α / b) α", @"\frac{\alpha}{b} \alpha"
            a / (b * b), "α / (b²)", @"\frac{\alpha}{b^2}"
            squareRoot (a +. 1e-30), "√(α + 1E-30)", @"\sqrt{\alpha + 1 \cdot 10^{-30}}"
            -(softplus -b) +. 0.5, "-softplus(-b) + 0.5", @"-\operatorname{softplus}\left(-b\right) + 0.5"
            mean', "α b + α b", @"\alpha b + \alpha b"
            maximum a (Formula.number -3.0), "max(α, -3)", @"\max\left(\alpha, -3\right)"
            minimum a b, "min(α, b)", @"\min\left(\alpha, b\right)"
            absolute (a - b), "abs(α - b)", @"\left|\alpha - b\right|"
            a - (-b) +. -0.0, "α + b", @"\alpha + b"
            ((b * b) .* 4.0) .* 0.25, "4 α b²", @"4 \alpha b^2"
            (b .* 4.0) .* 0.5, "2 b", "2 b"
        ] do
        Assert.Equal(unicode, print Unicode formula)
        Assert.Equal(latex, print Latex formula)

    let part = a * b
    Assert.Equal("m + b", Formula.print Unicode [] [ part, Formula.symbol "m" "m" ] (part + b))
