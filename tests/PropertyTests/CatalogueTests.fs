/// The catalogue is whole, agrees with the signature files, and docs/catalogue.md is what it prints.
module Gan.PropertyTests.CatalogueTests

open System
open System.IO
open System.Reflection
open System.Text.RegularExpressions
open Xunit
open Gan.Math
open Gan.Math.Penalties
open Gan.Math.Training
open Gan.Math.Turns
open Gan.Math.Losses
open Gan.Math.Updates
open Gan.PropertyTests.Generators
open Gan.PropertyTests.SurfaceTests

let private file = Path.Combine(root, "docs", "catalogue.md")

let private signature (entry: CatalogueEntry) =
    Path.Combine(root, "src", "Gan.Math", entry.Definition + ".fsi")

[<Fact>]
let ``everything that can be named has an entry`` () =
    let names = Catalogue.entries |> List.map _.Name

    let expected =
        List.concat
            [
                Loss.named |> List.map fst
                Penalty.named |> List.map fst |> List.except [ "none" ]
                Algorithm.named |> List.map fst
                // Alternating play is two steps of one player each and has no equation of its own.
                Turn.named |> List.map fst |> List.except [ "alternating" ]
            ]

    Assert.Empty(expected |> List.except names)
    Assert.Equal<string list>(List.distinct names, names)

[<Fact>]
let ``every entry's file exists and names the entry's first author`` () =
    for entry in Catalogue.entries do
        let text = File.ReadAllText(signature entry)
        let author = (Regex.Match(entry.Source, @"^[\p{L}-]+")).Value
        Assert.Contains(author, text)

[<Fact>]
let ``every entry prints equations in both notations, without a stray constant`` () =
    for entry in Catalogue.entries do
        let unicode, latex = entry.Equations Unicode, entry.Equations Latex
        Assert.NotEmpty unicode
        Assert.Equal(unicode.Length, latex.Length)

        for left, right in unicode @ latex do
            Assert.NotEmpty left
            Assert.NotEmpty right
            // The numbers that stand for constants have seven digits and more: none may be left.
            Assert.False(Regex.IsMatch(right, @"\d\.\d{7,}"), $"{entry.Name}: {right}")

        for _, right in latex do
            let count (text: string) =
                Regex.Matches(right, Regex.Escape text).Count

            Assert.Equal(count "{", count "}")
            Assert.Equal(count @"\left(", count @"\right)")

// The whole of Adam, as the paper's Algorithm 1 has it.
[<Fact>]
let ``Adam prints as its algorithm`` () =
    let adam = Catalogue.entries |> List.find (fun entry -> entry.Name = "adam")

    Assert.Equal<(string * string) list>(
        [
            "m'", "β₁ m + (1 - β₁) g"
            "v'", "β₂ v + (1 - β₂) g²"
            "d", "(1 / (1 - β₁ᵗ)) m' / (√((1 / (1 - β₂ᵗ)) v') + ε)"
            "θ'", "θ - η d"
        ],
        adam.Equations Unicode
    )

// Numbers that coincide with each other or with 1 must not be taken for one another: 1 / (1 - 0^t) is 1, 0.5 is 1 - 0.5.
[<Fact>]
let ``a rule prints with its own numbers, whatever they are`` () =
    let print rule =
        Catalogue.ofRule Unicode rule
        |> List.map (fun (left, right) -> $"{left} = {right}")

    for beta in [ "0", 0.0; "0.02", 0.02; "0.5", 0.5 ] do
        let shown, value = beta

        let adam =
            Adam
                {
                    Beta1 = value
                    Beta2 = value
                    Epsilon = value
                }

        Assert.Equal<string list>(
            [
                $"m' = {shown} m + (1 - {shown}) g"
                $"v' = {shown} v + (1 - {shown}) g²"
                $"d = (1 / (1 - {shown}ᵗ)) m' / (√((1 / (1 - {shown}ᵗ)) v') + {shown})"
                "θ' = θ - η d"
            ],
            print adam
        )

    for bound in [ 0.5; 1.0; 3.625; 7.25; 10.0 ] do
        Assert.Equal<string list>([ $"d = min(1, {bound} / |g|) g"; "θ' = θ - η d" ], print (NormClipping bound))

        Assert.Equal<string list>(
            [ $"d = min(max(g, -{bound}), {bound})"; "θ' = θ - η d" ],
            print (ValueClipping bound)
        )

    Assert.Equal<string list>(
        [ "b' = 1 b + g"; "p' = b'"; "d = 2 b' - p"; "θ' = θ - η d" ],
        print (Chain(momentum 1.0 0.0 false, Optimism))
    )

    Assert.Equal<string list>([ "b' = 0.5 b + (1 - 0.5) g"; "d = b'"; "θ' = θ - η d" ], print (momentum 0.5 0.5 false))

let private laws =
    [
        for t in Assembly.GetExecutingAssembly().GetTypes() do
            for m in t.GetMethods(BindingFlags.Static ||| BindingFlags.Public) do
                if m.GetCustomAttributes(typeof<FactAttribute>, true).Length > 0 then
                    t.Name, m.Name
    ]

/// The laws of a family, and those that name an entry.
let private lawsOf (entry: CatalogueEntry) =
    let batteries =
        match entry.Family with
        | "Adversarial losses" -> [ "every loss"; "every case of every loss"; "every discriminator" ]
        | "Update rules" -> [ "every rule" ]
        | family when family.StartsWith "Robust" -> [ "robust loss" ]
        | family when family.StartsWith "Penalties" -> [ "every named penalty"; "the penalties" ]
        | _ -> []

    let own =
        match entry.Definition with
        | "Losses/LabelSmoothing" -> [ "labels" ]
        | "Losses/Began" -> [ "BEGAN" ]
        | "Losses/Conditional" when entry.Name.StartsWith "auxiliary" -> [ "auxiliary classifier" ]
        | "Losses/Classification" -> [ "cross-entropy of classes"; "logits of classes"; "classified correctly" ]
        | "Losses/Conditional" -> [ "projection score" ]
        | "Robust/AdvGan" -> [ "fooling is"; "the hinge"; "the generator's loss"; "a student's loss" ]
        | "Losses/InstanceNoise" -> [ "instance noise" ]
        | "Losses/Relativistic" -> [ "relativistic"; "average loss" ]
        | "Losses/FGan" ->
            [
                "conjugate"
                "activation"
                "threshold"
                "variational bound"
                "optimal critic is the slope"
            ]
        | "Losses/Wasserstein" -> [ "optimal critic is 1-Lipschitz"; "Wasserstein" ]
        | "Losses/LeastSquares" -> [ "least-squares discriminator" ]
        | "Losses/Hinge" -> [ "symmetric discriminator" ]
        | "Losses/Minimax"
        | "Losses/NonSaturating" -> [ "cross-entropy"; "optimal logits"; "hard labels" ]
        | definition when definition.StartsWith "Penalties/" ->
            [ "penalties take the norm"; "interpolation"; "one-sided" ]
        | "Updates/Sgd" -> [ "stochastic gradient descent" ]
        | "Updates/Momentum" -> [ "momentum" ]
        | "Updates/RmsProp" -> [ "RMSProp" ]
        | "Updates/Adam" when entry.Name = "amsgrad" -> [ "AMSGrad" ]
        | "Updates/Adam" -> [ "Adam's"; "Adam counts"; "Adam does"; "Adam prints" ]
        | "Updates/Optimism" -> [ "optimism" ]
        | "Updates/WeightDecay" -> [ "weight decay" ]
        | "Updates/Clipping" -> [ "clipping" ]
        | "Updates/Lookahead" -> [ "lookahead" ]
        | "Turns/Consensus" -> [ "consensus" ]
        | "Turns/Symplectic" -> [ "symplectic" ]
        | definition when definition.StartsWith "Turns/" ->
            [
                "bilinear game"
                "extragradient"
                "extrapolation from the past"
                "every turn"
            ]
        | "Updates/Ema" -> [ "average stays"; "half-life"; "ramped average" ]
        | _ -> []

    laws
    |> List.filter (fun (_, name) -> List.exists (fun (part: string) -> name.Contains part) (batteries @ own))
    |> List.map (fun (t, name) -> $"{t}: {name}")

/// Values and functions that a signature file declares.
let private signatures (entry: CatalogueEntry) =
    let text = Regex.Replace(File.ReadAllText(signature entry), @"[ \t]*///.*\n", "")

    [
        for m in
            Regex.Matches(text, @"(?m)^(?:type \w+Stage\b|    (?:val (?!private|internal)|new:))(?:.*)(?:\n {8,}.*)*") ->
            Regex.Replace(m.Value.Trim(), @"\s+", " ")
    ]

let private document =
    [
        "# Catalogue"
        ""
        "Every loss, penalty and update rule of Gan.Math. The formulas are printed by the definitions themselves, run over"
        "the `Formula` interpretation; this file is generated from them and a test fails when it is stale"
        "(`GAN_ACCEPT_CATALOGUE=1 dotnet test tests/PropertyTests` writes it anew)."
        ""
        "C is the discriminator's output, x a real and G(z) a generated sample; g is a gradient, θ a parameter, η the learning"
        "rate; `mean` runs over the batch, `Σₚ` over the elements of a sample. Both players' losses are minimised, and a"
        "loss is one value per sample. `softplus(x)` is log(1 + eˣ) = -log σ(-x); `max`, `σ` and `H` are the maximum, the"
        "logistic function and the unit step."

        for family, entries in Catalogue.entries |> List.groupBy _.Family do
            ""
            $"## {family}"

            for entry in entries do
                ""
                $"### {entry.Name}"
                ""
                $"{entry.Source}. Defined in `src/Gan.Math/{entry.Definition}.fs`."
                ""
                "```math"
                @"\begin{aligned}"

                for left, right in entry.Equations Latex do
                    $@"{left} &= {right} \\"

                @"\end{aligned}"
                "```"
                ""
                "```text"

                for left, right in entry.Equations Unicode do
                    $"{left} = {right}"

                "```"
                ""
                "<details><summary>Signatures and laws</summary>"
                ""
                "```fsharp"
                yield! signatures entry
                "```"
                ""

                for law in lawsOf entry do
                    $"- {law}"

                ""
                "</details>"
    ]

[<Fact>]
let ``every entry has laws that hold it`` () =
    for entry in Catalogue.entries do
        Assert.True(not (lawsOf entry).IsEmpty, entry.Name)
        Assert.True(not (signatures entry).IsEmpty, entry.Name)

[<Fact>]
let ``docs/catalogue.md is the catalogue as it prints itself`` () =
    if Environment.GetEnvironmentVariable "GAN_ACCEPT_CATALOGUE" = "1" then
        File.WriteAllLines(file, document)

    Assert.Equal<string[]>(File.ReadAllLines file, List.toArray document)
