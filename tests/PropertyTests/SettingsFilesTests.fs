/// The declarations of settings against what was, and the files that are generated from them.
module Gan.PropertyTests.SettingsFilesTests

open System.IO
open Xunit
open Gan.PropertyTests.ExperimentLaws
open Gan.PropertyTests.SurfaceTests
open Gan.Experiments

// A setting that is added without the version that it came with would make every run refused that was begun before.
[<Fact>]
let ``the settings of 0_1 are those of 0_1`` () =
    let first =
        File.ReadAllLines(Path.Combine(root, "tests", "PropertyTests", "SettingsOf-0.1.txt"))

    let declared =
        SettingsReference.declarations vocabulary
        |> List.filter (fun declaration -> declaration.Since = "0.1")
        |> List.map _.Key

    Assert.Equal<string list>(List.sort (List.ofArray first), List.sort declared)
