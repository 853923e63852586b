namespace Gan.Experiments

open System
open System.Globalization

type Problem =
    {
        Key: string
        Value: string
        Requirement: string
    }

type OnResume =
    | Stays
    | MayChange
    | IsLength

type Declaration =
    {
        Key: string
        Requirement: string
        Default: string
        Sentence: string
        Since: string
        Before: string
        OnResume: OnResume
    }

[<NoComparison; NoEquality>]
type Text<'T> =
    {
        Requirement: string
        Parse: string -> 'T option
        Write: 'T -> string
    }

[<RequireQualifiedAccess>]
module Text =

    let private parsed (success: bool, value: 'T) = if success then Some value else None

    let form (requirement: string) (parse: string -> 'T option) (write: 'T -> string) =
        {
            Requirement = requirement
            Parse = parse
            Write = write
        }

    let whole (least: int64) (most: int64) =
        form
            $"a whole number from {least} to {most}"
            (fun text ->
                Int64.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                |> parsed
                |> Option.filter (fun value -> least <= value && value <= most))
            string

    let count (least: int) (most: int) =
        let whole = whole (int64 least) (int64 most)
        form whole.Requirement (whole.Parse >> Option.map int) string

    let seed =
        form
            $"a whole number from 0 to {UInt64.MaxValue}"
            (fun text -> UInt64.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture) |> parsed)
            string

    let number (value: float) =
        value.ToString("R", CultureInfo.InvariantCulture)

    let private finite (holds: float -> bool) (text: string) =
        Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
        |> parsed
        |> Option.filter (fun value -> Double.IsFinite value && holds value)

    let real (requirement: string) (holds: float -> bool) = form requirement (finite holds) number

    let positive = real "a number greater than 0" (fun x -> x > 0.0)
    let notNegative = real "a number from 0 up" (fun x -> x >= 0.0)

    let decay =
        real "a number from 0 up to, not including, 1" (fun x -> 0.0 <= x && x < 1.0)

    let share = real "a number from 0 to 1" (fun x -> 0.0 <= x && x <= 1.0)

    let part = real "a number greater than 0, at most 1" (fun x -> 0.0 < x && x <= 1.0)

    let folder =
        form "the name of a folder" (fun text -> if text = "" then None else Some text) id

    let ascending (requirement: string) (holds: float -> bool) =
        form
            requirement
            (fun text ->
                let numbers =
                    text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    |> Array.map (finite holds)
                    |> List.ofArray

                if List.forall Option.isSome numbers then
                    Some(List.choose id numbers)
                else
                    None
                |> Option.filter (fun values -> values <> [] && values = List.sort (List.distinct values)))
            (List.map number >> String.concat " ")

    let named (nameOf: 'T -> string) (named: (string * 'T) list) =
        let names = named |> List.map fst |> String.concat ", "

        form
            $"one of {names}"
            (fun text ->
                named
                |> List.tryFind (fun (name, _) -> name.Equals(text, StringComparison.OrdinalIgnoreCase))
                |> Option.map snd)
            nameOf

    let private nameOf (all: (string * 'T) list) (value: 'T) =
        all |> List.find (fun (_, candidate) -> candidate = value) |> fst

    let private ofNames (nameOf: 'T -> string) (all: (string * 'T) list) = named nameOf all
    let oneOf (named: (string * 'T) list) = ofNames (nameOf named) named

[<NoComparison; NoEquality>]
type Codec<'R, 'T> =
    {
        Declared: Declaration list
        Read: Map<string, string> -> Result<'T, Problem list>
        Print: 'R -> (string * string) list
    }

[<RequireQualifiedAccess>]
module Codec =

    let private first = "0.1"

    let setting (key: string) (text: Text<'T>) (standard: 'T) (sentence: string) : Codec<'T, 'T> =
        let problem (value: string) =
            Error
                [
                    {
                        Key = key
                        Value = value
                        Requirement = text.Requirement
                    }
                ]

        let read (settings: Map<string, string>) =
            match settings.TryFind key with
            | None -> problem "missing"
            | Some given ->
                match text.Parse(given.Trim()) with
                | Some value -> Ok value
                | None -> problem given

        let usual = text.Write standard

        {
            Declared =
                [
                    {
                        Key = key
                        Requirement = text.Requirement
                        Default = usual
                        Sentence = sentence
                        Since = first
                        Before = usual
                        OnResume = Stays
                    }
                ]
            Read = read
            Print = fun value -> [ key, text.Write value ]
        }

    let private declared (change: Declaration -> Declaration) (codec: Codec<'R, 'T>) =
        { codec with
            Declared = List.map change codec.Declared
        }

    let since (version: string) (before: string) (codec: Codec<'R, 'T>) =
        codec
        |> declared (fun declaration ->
            { declaration with
                Since = version
                Before = before
            })

    let mayChange (codec: Codec<'R, 'T>) =
        codec
        |> declared (fun declaration ->
            { declaration with
                OnResume = MayChange
            })

    let isLength (codec: Codec<'R, 'T>) =
        codec |> declared (fun declaration -> { declaration with OnResume = IsLength })

    let constant (value: 'T) : Codec<'R, 'T> =
        {
            Declared = []
            Read = fun _ -> Ok value
            Print = fun _ -> []
        }

    let by (part: 'R -> 'P) (codec: Codec<'P, 'T>) : Codec<'R, 'T> =
        {
            Declared = codec.Declared
            Read = codec.Read
            Print = part >> codec.Print
        }

    let map (f: 'T -> 'U) (codec: Codec<'R, 'T>) : Codec<'R, 'U> =
        {
            Declared = codec.Declared
            Read = codec.Read >> Result.map f
            Print = codec.Print
        }

    let both (first: Codec<'R, 'T>) (second: Codec<'R, 'U>) : Codec<'R, 'T * 'U> =
        let read (settings: Map<string, string>) =
            match first.Read settings, second.Read settings with
            | Ok a, Ok b -> Ok(a, b)
            | Error p, Error q -> Error(p @ q)
            | Error p, Ok _
            | Ok _, Error p -> Error p

        {
            Declared = first.Declared @ second.Declared
            Read = read
            Print = fun owner -> first.Print owner @ second.Print owner
        }

    let check (problems: 'T -> Problem list) (codec: Codec<'R, 'T>) : Codec<'R, 'T> =
        let read (settings: Map<string, string>) =
            match codec.Read settings with
            | Ok value ->
                match problems value with
                | [] -> Ok value
                | found -> Error found
            | Error found -> Error found

        { codec with Read = read }

    let onlyIf
        (holds: 'A -> bool)
        (first: Codec<'A, 'A>)
        (rest: Codec<'B, 'B>)
        (split: 'T -> 'A * 'B option)
        (join: 'A -> 'B option -> 'T)
        : Codec<'T, 'T> =
        let read (settings: Map<string, string>) =
            match first.Read settings with
            | Ok value when holds value -> rest.Read settings |> Result.map (fun more -> join value (Some more))
            | Ok value -> Ok(join value None)
            | Error found -> Error found

        let print (value: 'T) =
            let begun, more = split value
            first.Print begun @ (more |> Option.map rest.Print |> Option.defaultValue [])

        {
            Declared = first.Declared @ rest.Declared
            Read = read
            Print = print
        }

    let choose
        (key: string)
        (standard: string)
        (sentence: string)
        (nameOf: 'T -> string)
        (branches: (string * Codec<'T, 'T>) list)
        : Codec<'T, 'T> =
        let choice =
            setting
                key
                (Text.named fst [ for branch in branches -> fst branch, branch ])
                (standard, constant Unchecked.defaultof<'T>)
                sentence

        {
            Declared =
                choice.Declared @ List.collect (fun (_, branch) -> branch.Declared) branches
                |> List.distinctBy _.Key
            Read = fun settings -> choice.Read settings |> Result.bind (fun (_, branch) -> branch.Read settings)
            Print =
                fun value ->
                    let name = nameOf value
                    let branch = branches |> List.find (fun (known, _) -> known = name) |> snd
                    (key, name) :: branch.Print value
        }

    // Levenshtein 1966: the fewest insertions, deletions and replacements that make one word of another.
    let private distance (a: string) (b: string) =
        let next (row: int[]) (c: char) =
            Array.scan
                (fun left (j, above) ->
                    min
                        (min left above + 1)
                        (row[j]
                         + (if Char.ToLowerInvariant c = Char.ToLowerInvariant b[j] then
                                0
                            else
                                1)))
                (row[0] + 1)
                (Array.indexed row[1..])

        Array.last (Seq.fold next [| 0 .. b.Length |] a)

    let readAll (codec: Codec<'R, 'T>) (settings: Map<string, string>) =
        let keys = codec.Declared |> List.map _.Key
        let known = Set.ofList keys

        let like (key: string) =
            let nearest = keys |> List.minBy (distance key)

            if distance key nearest <= max 2 (key.Length / 3) then
                $"did you mean {nearest}? "
            else
                ""

        let unknown =
            [
                for KeyValue(key, value) in settings do
                    if not (known.Contains key) then
                        {
                            Key = key
                            Value = value
                            Requirement = $"the name of a setting ({like key}gan settings lists them all)"
                        }
            ]

        match codec.Read settings, unknown with
        | Ok value, [] -> Ok value
        | Ok _, problems -> Error problems
        | Error problems, _ -> Error(problems @ unknown)

[<Sealed>]
type CodecBuilder() =
    member _.MergeSources(first: Codec<'R, 'T>, second: Codec<'R, 'U>) = Codec.both first second
    member _.BindReturn(codec: Codec<'R, 'T>, f: 'T -> 'U) = Codec.map f codec

[<AutoOpen>]
module CodecBuilder =
    let codec = CodecBuilder()
