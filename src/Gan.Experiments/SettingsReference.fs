namespace Gan.Experiments

open System
open System.Globalization
open System.Text.Json

[<RequireQualifiedAccess>]
module SettingsReference =

    [<CompiledName("Declarations")>]
    let declarations (vocabulary: Vocabulary) =
        (ExperimentCodec.ofVocabulary vocabulary).Declared @ Machine.codec.Declared
        |> List.distinctBy _.Key

    let private section (declaration: Declaration) = declaration.Key.Split(':')[0]
    let private name (declaration: Declaration) = declaration.Key.Split(':')[1]

    let private sections (vocabulary: Vocabulary) =
        declarations vocabulary |> List.groupBy section |> List.sortBy fst

    let private json (text: string) =
        match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, value when Double.IsFinite value -> text
        | _ -> JsonSerializer.Serialize text

    [<CompiledName("AppSettings")>]
    let appSettings (vocabulary: Vocabulary) =
        let ofSection (section: string, declarations: Declaration list) =
            let lines =
                declarations
                |> List.map (fun declaration -> $"    \"{name declaration}\": {json declaration.Default}")
                |> String.concat ",\n"

            $"  \"{section}\": {{\n{lines}\n  }}"

        let body = sections vocabulary |> List.map ofSection |> String.concat ",\n"
        $"{{\n{body}\n}}\n"

    let private shown (text: string) =
        if text = "" then "empty" else $"`{text}`"

    let private resume (declaration: Declaration) =
        match declaration.OnResume with
        | Stays -> "stays"
        | MayChange -> "may change"
        | IsLength -> "length"
        | IsPlace -> "place"

    let private since (declaration: Declaration) =
        if declaration.Since = "0.1" then
            declaration.Since
        else
            $"{declaration.Since}; runs before it: {shown declaration.Before}"

    let private row (declaration: Declaration) =
        [
            $"`{declaration.Key}`"
            declaration.Sentence
            declaration.Requirement
            shown declaration.Default
            resume declaration
            since declaration
        ]
        |> List.map _.Replace("|", "\\|")
        |> String.concat " | "
        |> fun cells -> $"| {cells} |"

    [<CompiledName("Markdown")>]
    let markdown (vocabulary: Vocabulary) =
        [
            "# Settings"
            ""
            "Generated from the declarations in `src/Gan.Experiments`; `gan settings` prints the same."
            "*stays*: another value would be another experiment, so a run goes on with its own; *may change*: also when a run"
            "goes on; *length*: as that, unless a schedule is stretched over the whole run or its last step is validated."
            ""
            for section, declarations in sections vocabulary do
                $"## {section}"
                ""
                "| setting | what it is for | what it has to be | default | on resume | since |"
                "|---|---|---|---|---|---|"
                yield! List.map row declarations
                ""
        ]
        |> String.concat "\n"

    [<CompiledName("Describe")>]
    let describe (declaration: Declaration) =
        [
            $"{declaration.Key} = {declaration.Default}"
            $"    {declaration.Sentence}"
            $"    It has to be {declaration.Requirement}."
            match declaration.OnResume with
            | Stays -> "    A run that goes on keeps its own."
            | MayChange -> "    It may change when a run goes on."
            | IsLength -> "    It may change when a run goes on, unless something is stretched over the whole run."
            | IsPlace -> "    It may change when a run goes on, if the same data lies there."
            if declaration.Since <> "0.1" then
                $"    Since {declaration.Since}; runs before it meant {declaration.Before}."
        ]

    [<CompiledName("Matching")>]
    let matching (vocabulary: Vocabulary) (wanted: string) =
        let same (a: string) (b: string) =
            a.Equals(b, StringComparison.OrdinalIgnoreCase)

        declarations vocabulary
        |> List.filter (fun declaration ->
            wanted = "" || same declaration.Key wanted || same (section declaration) wanted)
