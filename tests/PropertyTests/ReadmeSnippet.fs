/// The F# code that src/Gan.Math/README.md shows, compiled and run.
module Gan.PropertyTests.ReadmeSnippet

open System.IO
open Xunit
open Gan.PropertyTests.SurfaceTests
// <snippet>
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Updates

let real, fake = Reference.vector [ 2.0; 0.5 ], Reference.vector [ -1.0; 0.0 ]

// J_D per sample, from logits, and its mean.
let loss = mean (NonSaturating.discriminator real fake)

// dJ_G / dlogit, exactly, by dual numbers: D(G(z)) - 1.
let slope = Dual.derivative NonSaturating.generator fake

// One step of Adam on the logits themselves.
let adam =
    Adam
        {
            Beta1 = 0.5
            Beta2 = 0.999
            Epsilon = 1e-8
        }

let struct (moved, slots) =
    Update.step adam { Step = 1L; GradientNorm = 0.0 } 0.1 fake slope (Update.init fake)
// </snippet>

[<Fact>]
let ``the F# snippet computes what its comments say`` () =
    // (softplus(-2) + softplus(-1) + softplus(-1/2) + softplus(0)) / 2
    Assert.Equal(0.8037069316506236, loss.Item, 1e-14)
    Assert.Equal(-0.7310585786300049, slope.Values[0], 1e-12)
    Assert.Equal(-0.9, moved.Values[0], 1e-6)
    Assert.Equal(0.5 * slope.Values[0], slots.First.Values[0], 1e-12)

[<Fact>]
let ``README.md shows the F# snippet as it is compiled`` () =
    let source =
        File.ReadAllText(Path.Combine(root, "tests", "PropertyTests", "ReadmeSnippet.fs"))

    let from = source.IndexOf "// <snippet>\n" + "// <snippet>\n".Length
    let snippet = source.Substring(from, source.IndexOf "// </snippet>" - from)
    Assert.Contains(snippet, File.ReadAllText(Path.Combine(root, "src", "Gan.Math", "README.md")))
