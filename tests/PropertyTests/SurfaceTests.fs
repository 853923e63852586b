/// Guards of the core's public face: what is public is written down, documented, and sourced.
module Gan.PropertyTests.SurfaceTests

open System
open System.IO
open System.Reflection
open System.Text.RegularExpressions
open System.Xml.Linq
open Xunit
open Gan.Math

let private core = typeof<Reference>.Assembly

let rec private findRoot (folder: DirectoryInfo | null) =
    match folder with
    | null -> failwith "The tests do not run inside the repository."
    | folder when File.Exists(Path.Combine(folder.FullName, "GanHybrid.sln")) -> folder.FullName
    | folder -> findRoot folder.Parent

let root = findRoot (DirectoryInfo AppContext.BaseDirectory)

let private baseline =
    Path.Combine(root, "tests", "PropertyTests", "PublicSurface.txt")

// Members that the F# compiler makes for records and unions.
let private made =
    set [ "CompareTo"; "Equals"; "GetHashCode"; "ToString"; "get_Tag"; "get_IsNull" ]

let private surface =
    [
        for t in core.GetExportedTypes() do
            for m in
                t.GetMembers(
                    BindingFlags.Public
                    ||| BindingFlags.Instance
                    ||| BindingFlags.Static
                    ||| BindingFlags.DeclaredOnly
                ) do
                if not (made.Contains m.Name) && not (m.Name.StartsWith "op_") then
                    $"{t.FullName}: {m}"
    ]
    |> List.distinct
    |> List.sortWith (fun a b -> String.CompareOrdinal(a, b))

/// To accept a changed surface: GAN_ACCEPT_SURFACE=1 dotnet test tests/PropertyTests, then review the diff.
[<Fact>]
let ``the public surface is the one written down`` () =
    if Environment.GetEnvironmentVariable "GAN_ACCEPT_SURFACE" = "1" then
        File.WriteAllLines(baseline, surface)

    Assert.Equal<string[]>(File.ReadAllLines baseline, List.toArray surface)

let private signatures =
    Directory.GetFiles(Path.Combine(root, "src", "Gan.Math"), "*.fsi", SearchOption.AllDirectories)
    |> Array.filter (fun path -> not (path.Contains "/obj/"))

[<Fact>]
let ``every public symbol of a signature is documented`` () =
    let undocumented =
        [
            for path in signatures do
                let lines = File.ReadAllLines path

                for i in 1 .. lines.Length - 1 do
                    if
                        Regex.IsMatch(
                            lines[i],
                            @"^\s*(static member|member|abstract|static abstract|val (?!private|internal)|new:|type |module |\| [A-Z])|^ {8}[A-Z]\w*: "
                        )
                    then
                        let before =
                            lines[.. i - 1]
                            |> Array.rev
                            |> Array.tryFind (fun line -> not (line.Trim().StartsWith "[<"))

                        match before with
                        | Some line when line.Trim().StartsWith "///" -> ()
                        | _ -> $"{Path.GetFileName path}:{i + 1} {lines[i].Trim()}"
        ]

    Assert.Empty undocumented

[<Fact>]
let ``every signature file names its source`` () =
    let silent =
        [
            for path in signatures do
                let text = File.ReadAllText path

                if not (Regex.IsMatch(text, @"Source: |Eq\. \(|Sec\. |Algorithm \d")) then
                    Path.GetFileName path
        ]

    Assert.Empty silent

[<Fact>]
let ``documentation lives in the signature files alone`` () =
    let doubled =
        [
            for path in signatures do
                let body = path[.. path.Length - 2]

                if File.ReadAllText(body).Contains "///" then
                    Path.GetFileName body
        ]

    Assert.Empty doubled

[<Fact>]
let ``the core references the base class library and FSharp.Core alone`` () =
    let others =
        core.GetReferencedAssemblies()
        |> Array.map (fun reference -> string reference.Name)
        |> Array.filter (fun name ->
            name <> "FSharp.Core"
            && name <> "netstandard"
            && not (name.StartsWith "System."))

    Assert.Empty others

[<Fact>]
let ``the documentation file ships with the core`` () =
    let file = core.Location.Replace(".dll", ".xml")
    let members = XDocument.Load(file).Descendants(XName.Get "member") |> Seq.length
    Assert.InRange(members, 50, 10_000)
