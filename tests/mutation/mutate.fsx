// Breaks the core's formulas on purpose, one at a time, and reports which property tests notice.
//
//   dotnet fsi tests/mutation/mutate.fsx [--count N] [--seed N] [--in Folder,Folder] [--by-hand] [--report FILE.md]
//
// Works on a copy of the committed tree in a temporary folder. Mutants are generated from the text of src/Gan.Math:
// signs flipped, operators exchanged, terms dropped, constants changed, functions and comparisons exchanged; a sample
// of N of them (default 120) is drawn by the seed. --by-hand runs those of by-hand.txt instead, --in then chooses among them.
open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions

let arguments = fsi.CommandLineArgs |> Array.skip 1 |> List.ofArray

let rec option name fallback =
    function
    | key :: value :: _ when key = name -> value
    | _ :: rest -> option name fallback rest
    | [] -> fallback

let count = option "--count" "120" arguments |> int
let seed = option "--seed" "1" arguments |> int
let byHand = List.contains "--by-hand" arguments

let folders =
    (option "--in" (if byHand then "" else "Losses,Updates,Theory") arguments).Split ','

let report = option "--report" "" arguments
let repository = Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", ".."))
let work = Path.Combine(Path.GetTempPath(), $"gan-mutation-{Environment.ProcessId}")
let core = Path.Combine(work, "src", "Gan.Math")

/// Exit code, or -1 after the time limit, and what was printed.
let run (seconds: int) (command: string) =
    let info =
        ProcessStartInfo(
            "bash",
            [ "-c"; command + " 2>/dev/null" ],
            WorkingDirectory = work,
            RedirectStandardOutput = true
        )

    use shell = Process.Start info
    let output = shell.StandardOutput.ReadToEndAsync()

    if shell.WaitForExit(TimeSpan.FromSeconds(float seconds)) then
        shell.ExitCode, output.Result
    else
        shell.Kill true
        -1, ""

type Mutant =
    {
        File: string
        Line: int
        Kind: string
        Before: string
        After: string
    }

/// Kind, pattern, replacement.
let exchanges =
    [
        "sign flipped", @"(?<=[\w)\]]) \+ (?=[\w(\-])", " - "
        "sign flipped", @"(?<=[\w)\]]) - (?=[\w(])", " + "
        "sign dropped", @"(?<=[(=,:>] ?)-(?=[\w(])", ""
        "operator exchanged", @"(?<=[\w)\]]) \* (?=[\w(])", " / "
        "operator exchanged", @"(?<=[\w)\]]) / (?=[\w(])", " * "
        "operator exchanged", @" \.\* ", " +. "
        "operator exchanged", @" \+\. ", " .* "
        "constant changed", @"(?<![\w.])0\.0(?![\w])", "0.5"
        "constant changed", @"(?<![\w.])(?!0\.0\b)(\d+\.\d+(e-?\d+)?)", "(1.5 * $1)"
        "constant changed", @"(?<![\w.])(\d+)(?=L\b)", "(1 + $1)"
        "function exchanged", @"\bsoftplus\b", "sigmoid"
        "function exchanged", @"\bsigmoid\b", "softplus"
        "function exchanged", @"\bexp\b", "softplus"
        "function exchanged", @"\brelu\b", "softplus"
        "function exchanged", @"\bsquareRoot\b", "id"
        "function exchanged", @"\bmaximum\b", "minimum"
        "function exchanged", @"\bminimum\b", "maximum"
        "function exchanged", @"\bmean\b(?= )", "sum"
        "function exchanged", @"Math\.Log\b", "Math.Exp"
        "function exchanged", @"\bmin\b", "max"
        "function exchanged", @"\bmax\b", "min"
        "comparison turned", @" < ", " >= "
        "comparison turned", @" > ", " <= "
        "comparison turned", @" <= ", " > "
        "comparison turned", @" >= ", " < "
        "comparison turned", @" && ", " || "
        "comparison turned", @"\bnot\b \(", "("
        "sides exchanged", @"\breal_N\b", "fake_N"
        "sides exchanged", @"\bfake_N\b", "real_N"
    ]

/// The end of the term that starts at an index: a closing bracket, a separator, the next sign, or the line's end.
let rec termEnd depth (text: string) i =
    if i >= text.Length then
        i
    elif depth = 0 && ")]},;".Contains text[i] then
        i
    elif depth = 0 && Regex(@"\G ([-+] |\|>|then\b|else\b|//)").IsMatch(text, i) then
        i
    elif "([{".Contains text[i] then
        termEnd (depth + 1) text (i + 1)
    elif ")]}".Contains text[i] then
        termEnd (depth - 1) text (i + 1)
    else
        termEnd depth text (i + 1)

let generate (path: string) =
    let file = Path.GetRelativePath(core, path)

    [
        for number, line in File.ReadAllLines path |> Seq.indexed do
            let code = Regex.Replace(line, @"\s+//.*$", "")

            let isFormula =
                not (Regex.IsMatch(code, @"^\s*(//|open|namespace|module|type|member _\.SlotCount|\[<|inherit|\||$)"))
                && not (Regex.IsMatch(code, @"raise|invalidArg|failwith|\$?"""))

            if isFormula then
                for kind, pattern, replacement in exchanges do
                    for found in Regex.Matches(code, pattern) do
                        let changed =
                            code[.. found.Index - 1]
                            + found.Result replacement
                            + code[found.Index + found.Length ..]

                        {
                            File = file
                            Line = number
                            Kind = kind
                            Before = line
                            After = changed
                        }

                for found in Regex.Matches(code, @"(?<=[\w)\]]) [-+] (?=[\w(])") do
                    let finish = termEnd 0 code (found.Index + 3)

                    {
                        File = file
                        Line = number
                        Kind = "term dropped"
                        Before = line
                        After = code[.. found.Index - 1] + code[finish..]
                    }
    ]

/// by-hand.txt: blocks of "file", "before", "after" lines with blank lines between.
let readByHand () =
    let text =
        File.ReadAllText(Path.Combine(repository, "tests", "mutation", "by-hand.txt"))

    [
        for block in Regex.Split(text.Trim(), @"\n\s*\n") do
            match block.Split '\n' with
            | [| file; before; after |] ->
                let lines = File.ReadAllLines(Path.Combine(core, file))

                match lines |> Array.tryFindIndex (fun line -> line.Contains before) with
                | None -> failwith $"by-hand.txt: {file} has no '{before}'."
                | Some index ->
                    {
                        File = file
                        Line = index
                        Kind = "by hand"
                        Before = lines[index]
                        After = lines[index].Replace(before, after)
                    }
            | _ -> failwith $"by-hand.txt: not three lines: {block}"
    ]

Directory.CreateDirectory work |> ignore
run 60 $"git -C '{repository}' archive HEAD | tar x" |> ignore

// Without cross-assembly inlining the tests see a mutated core without being compiled again.
let flags = "-p:OtherFlags=--crossoptimize- -v q"
let tests = "tests/PropertyTests/bin/Debug/net10.0"

match run 600 $"dotnet build tests/PropertyTests {flags}" with
| 0, _ -> ()
| _, output -> failwith output

// Guards that compare the core with a file notice any change at all: for generated mutants only laws count.
let guards = [ "CatalogueTests"; "SurfaceTests"; "ReadmeSnippet" ]

let withoutGuards =
    guards
    |> List.map (fun guard -> $"FullyQualifiedName!~{guard}")
    |> String.concat "&"

let test =
    $"dotnet test {tests}/PropertyTests.dll"
    + (if byHand then "" else $" --filter '{withoutGuards}'")

let dead output =
    [
        for m in Regex.Matches(output, @"^\s*Failed Gan\.PropertyTests\.(.+) \[[^\]]*s\]", RegexOptions.Multiline) ->
            m.Groups[1].Value
    ]

match run 600 test with
| 0, _ -> ()
| _, output -> failwith $"The tests fail without any mutation:\n{output}"

let laws =
    let _, output = run 600 $"{test} --list-tests"

    [
        for m in Regex.Matches(output, @"^\s*Gan\.PropertyTests\.(.+)$", RegexOptions.Multiline) ->
            m.Groups[1].Value.Trim()
    ]

let mutants =
    if byHand then
        readByHand ()
        |> List.filter (fun mutant -> folders |> Array.exists (fun folder -> mutant.File.StartsWith folder))
    else
        let all =
            [
                for folder in folders do
                    for path in
                        Directory.GetFiles(Path.Combine(core, folder), "*.fs", SearchOption.AllDirectories)
                        |> Array.filter (fun path -> not (path.Contains "/obj/"))
                        |> Array.sort do
                        yield! generate path
            ]

        printfn $"{all.Length} mutants generated"
        let shuffled = Array.ofList all
        Random(seed).Shuffle shuffled
        List.ofArray shuffled

type Verdict =
    | Stillborn // does not compile
    | Killed of laws: string list
    | Survived

let judge mutant =
    let path = Path.Combine(core, mutant.File)
    let original = File.ReadAllLines path
    File.WriteAllLines(path, Array.updateAt mutant.Line mutant.After original)

    let built, _ =
        run
            120
            $"dotnet build src/Gan.Math --no-restore {flags} && cp src/Gan.Math/bin/Debug/net10.0/Gan.Math.dll {tests}/"

    let verdict =
        if built <> 0 then
            Stillborn
        else
            match run 300 test with
            | 0, _ -> Survived
            | -1, _ -> Killed [ "(time limit)" ]
            | _, output -> Killed(dead output)

    File.WriteAllLines(path, original)
    verdict

// Draws until enough mutants have compiled.
let rec judgeAll living results =
    function
    | mutant :: rest when byHand || living < count ->
        let verdict = judge mutant

        let line =
            $"{mutant.File}:{mutant.Line + 1} {mutant.Kind}: `{mutant.Before.Trim()}` -> `{mutant.After.Trim()}`"

        match verdict with
        | Stillborn ->
            if byHand then
                printfn $"STILLBORN {line}"
        | Survived -> printfn $"SURVIVED  {line}"
        | Killed laws -> printfn $"killed by %2d{laws.Length}: {line}"

        judgeAll (if verdict = Stillborn then living else living + 1) ((mutant, line, verdict) :: results) rest
    | _ -> List.rev results

let results = judgeAll 0 [] mutants

let survivors =
    [
        for _, line, verdict in results do
            if verdict = Survived then
                line
    ]

let killed =
    [
        for _, line, verdict in results do
            match verdict with
            | Killed laws -> line, laws
            | _ -> ()
    ]

let total = survivors.Length + killed.Length

let silent =
    laws
    |> List.filter (fun law -> killed |> List.forall (fun (_, dead) -> not (List.contains law dead)))

printfn $"{killed.Length} of {total} killed"
printfn $"{laws.Length - silent.Length} of {laws.Length} tests failed at least once; never:"

for law in silent do
    printfn $"  {law}"

if report <> "" then
    File.WriteAllLines(
        report,
        [
            yield $"{killed.Length} of {total} killed; survivors:"
            yield ""
            yield! survivors |> List.map (fun line -> $"- {line}")
            yield ""
            yield "Laws and the first mutant that each noticed:"
            yield ""

            for law in laws do
                match killed |> List.tryFind (fun (_, dead) -> List.contains law dead) with
                | Some(line, _) -> yield $"- {law}: {line}"
                | None -> yield $"- {law}: none"
        ]
    )

Directory.Delete(work, true)
