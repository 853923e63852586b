/// docs/add: what the recipes show is compiled, and obeys the laws that every entry of its list obeys.
module Gan.PropertyTests.RecipeTests

open System.IO
open Xunit
open Gan.Math
open Gan.Math.Losses
open Gan.PropertyTests.SurfaceTests

let private text (path: string) =
    File.ReadAllText(Path.Combine(root, path))

/// The blocks of code that a recipe shows.
let private blocks (recipe: string) =
    (text $"docs/add/{recipe}.md").Split "```"
    |> Array.indexed
    |> Array.filter (fun (i, _) -> i % 2 = 1)
    |> Array.map (fun (_, block) -> block.Substring(block.IndexOf '\n' + 1).TrimEnd())

[<Theory>]
[<InlineData("loss", "tests/PropertyTests/Recipes/LogRatio.fsi", "tests/PropertyTests/Recipes/LogRatio.fs")>]
[<InlineData("attack", "tests/PropertyTests/Recipes/RandFgsm.fs", "")>]
[<InlineData("architecture", "tests/IntegrationTests/Recipes/LeNet5.cs", "")>]
[<InlineData("data-set", "tests/IntegrationTests/Recipes/KuzushijiData.cs", "")>]
[<InlineData("setting", "src/Gan.Experiments/Classifiers.fs", "")>]
let ``a recipe is short and shows code as it is compiled`` (recipe: string) (first: string) (second: string) =
    let compiled = text first + (if second = "" then "" else text second)
    let shown = blocks recipe
    Assert.NotEmpty shown

    for block in shown do
        Assert.Contains(block, compiled)

    Assert.InRange(File.ReadAllLines(Path.Combine(root, $"docs/add/{recipe}.md")).Length, 1, 40)

// J_G's slope is -1 everywhere; J_D is that of minimax.
[<Fact>]
let ``the loss of the recipe is what its documentation says`` () =
    let real, fake = Reference.vector [ 2.0; -0.5 ], Reference.vector [ -1.0; 3.0 ]

    Assert.Equal<float[]>(
        (Minimax.loss.Discriminator(real, fake)).Values,
        (LogRatio.loss.Discriminator(real, fake)).Values
    )

    Assert.Equal<float[]>([| 1.0; -3.0 |], LogRatio.loss.Generator(real, fake).Values)

    Assert.Equal<float[]>([| -1.0; -1.0 |], (Dual.derivative (fun x -> LogRatio.loss.Generator(x, x)) fake).Values)
