namespace Gan.Math

[<Sealed; NoComparison; NoEquality>]
type CatalogueEntry
    internal
    (family: string, name: string, definition: string, source: string, equations: Notation -> (string * string) list) =
    member _.Family = family
    member _.Name = name
    member _.Definition = definition
    member _.Source = source
    member _.Equations(notation: Notation) = equations notation

// Symbols and numbers that the entries share.
[<AutoOpen>]
module internal CatalogueText =

    let symbol (unicode: string) (latex: string) = Formula.symbol unicode latex
    let real = symbol "C(x)" "C(x)"
    let fake = symbol "C(G(z))" "C(G(z))"
    let gradient = symbol "g" "g"
    let theta = symbol "θ" @"\theta"
    let discriminatorLoss = symbol "J_D" "J_D"
    let generatorLoss = symbol "J_G" "J_G"

    let text (notation: Notation) (constants: (float * Formula) list) (lines: (Formula * Formula) list) =
        [
            for left, right in lines do
                Formula.print notation [] [] left, Formula.print notation constants [] right
        ]

    // A number that stands for a constant: unlike any that a definition writes itself, and printed as its symbol.
    let markers = [ for k in 0..63 -> 0.7853125 + float k / 1024.0 ]

    let entry family name definition source constants lines =
        CatalogueEntry(family, name, definition, source, (fun notation -> text notation constants lines))

    // The file of a value: an object expression is a class inside the module that it stands in.
    let definitionOf (value: obj) =
        let parts = value.GetType().FullName |> string |> _.Split('+')
        parts[0].Replace("Gan.Math.", "").Replace('.', '/')

    let valueEntry family (name: string) (value: obj) source constants lines =
        entry family name (definitionOf value) source constants lines
