namespace Gan.Math.Experiments

open System
open System.Globalization

type Problem =
    {
        Key: string
        Value: string
        Requirement: string
    }

[<NoComparison; NoEquality>]
type Setting<'T> =
    {
        Keys: string list
        Read: Map<string, string> -> Result<'T, Problem list>
    }

[<RequireQualifiedAccess>]
module Setting =

    let private single (key: string) (requirement: string) (parse: string -> 'T option) : Setting<'T> =
        let problem (value: string) =
            Error
                [
                    {
                        Key = key
                        Value = value
                        Requirement = requirement
                    }
                ]

        let read (settings: Map<string, string>) =
            match settings.TryFind key with
            | None -> problem "missing"
            | Some text ->
                match parse (text.Trim()) with
                | Some value -> Ok value
                | None -> problem text

        { Keys = [ key ]; Read = read }

    let private parsed (success: bool, value: 'T) = if success then Some value else None

    let constant (value: 'T) : Setting<'T> = { Keys = []; Read = fun _ -> Ok value }

    let wholeNumber (key: string) (least: int64) (most: int64) =
        single key $"a whole number from {least} to {most}" (fun text ->
            Int64.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            |> parsed
            |> Option.filter (fun value -> least <= value && value <= most))

    let map (f: 'T -> 'U) (setting: Setting<'T>) : Setting<'U> =
        {
            Keys = setting.Keys
            Read = setting.Read >> Result.map f
        }

    let count (key: string) (least: int) (most: int) =
        wholeNumber key (int64 least) (int64 most) |> map int

    let seed (key: string) =
        single key $"a whole number from 0 to {UInt64.MaxValue}" (fun text ->
            UInt64.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture) |> parsed)

    let real (key: string) (requirement: string) (holds: float -> bool) =
        single key requirement (fun text ->
            Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
            |> parsed
            |> Option.filter (fun value -> Double.IsFinite value && holds value))

    let folder (key: string) =
        single key "the name of a folder" (fun text -> if text = "" then None else Some text)

    let ascending (key: string) (requirement: string) (holds: float -> bool) =
        single key requirement (fun text ->
            let numbers =
                text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                |> Array.map (fun part ->
                    Double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture)
                    |> parsed)
                |> List.ofArray

            if numbers |> List.forall (Option.exists holds) then
                Some(List.choose id numbers)
            else
                None
            |> Option.filter (fun values -> values <> [] && values = List.sort (List.distinct values)))

    let positive (key: string) =
        real key "a number greater than 0" (fun x -> x > 0.0)

    let notNegative (key: string) =
        real key "a number from 0 up" (fun x -> x >= 0.0)

    let decay (key: string) =
        real key "a number from 0 up to, not including, 1" (fun x -> 0.0 <= x && x < 1.0)

    let oneOf (key: string) (named: (string * 'T) list) =
        let names = named |> List.map fst |> String.concat ", "

        single key $"one of {names}" (fun text ->
            named
            |> List.tryFind (fun (name, _) -> name.Equals(text, StringComparison.OrdinalIgnoreCase))
            |> Option.map snd)

    let name (named: (string * 'T) list) (value: 'T) =
        named |> List.find (fun (_, candidate) -> candidate = value) |> fst

    let text (value: float) =
        value.ToString("R", CultureInfo.InvariantCulture)

    let both (first: Setting<'T>) (second: Setting<'U>) : Setting<'T * 'U> =
        let read (settings: Map<string, string>) =
            match first.Read settings, second.Read settings with
            | Ok a, Ok b -> Ok(a, b)
            | Error p, Error q -> Error(p @ q)
            | Error p, Ok _
            | Ok _, Error p -> Error p

        {
            Keys = first.Keys @ second.Keys
            Read = read
        }

    let onlyIf (holds: 'T -> bool) (first: Setting<'T>) (rest: Setting<'U>) : Setting<'T * 'U option> =
        let read (settings: Map<string, string>) =
            match first.Read settings with
            | Ok value when holds value -> rest.Read settings |> Result.map (fun more -> value, Some more)
            | Ok value -> Ok(value, None)
            | Error found -> Error found

        {
            Keys = first.Keys @ rest.Keys
            Read = read
        }

    let choose (key: string) (branches: (string * Setting<'T>) list) =
        let choice = oneOf key branches

        {
            Keys = List.distinct (key :: List.collect (fun (_, branch) -> branch.Keys) branches)
            Read = fun settings -> choice.Read settings |> Result.bind (fun branch -> branch.Read settings)
        }

    let check (problems: 'T -> Problem list) (setting: Setting<'T>) : Setting<'T> =
        let read (settings: Map<string, string>) =
            match setting.Read settings with
            | Ok value ->
                match problems value with
                | [] -> Ok value
                | found -> Error found
            | Error found -> Error found

        { setting with Read = read }

    let readAll (setting: Setting<'T>) (settings: Map<string, string>) =
        let unknown =
            [
                for KeyValue(key, value) in settings do
                    if not (List.contains key setting.Keys) then
                        {
                            Key = key
                            Value = value
                            Requirement = "the name of a setting (appsettings.json lists them all)"
                        }
            ]

        match setting.Read settings, unknown with
        | Ok value, [] -> Ok value
        | Ok _, problems -> Error problems
        | Error problems, _ -> Error(problems @ unknown)

[<Sealed>]
type SettingBuilder() =
    member _.MergeSources(first: Setting<'T>, second: Setting<'U>) = Setting.both first second
    member _.BindReturn(setting: Setting<'T>, f: 'T -> 'U) = Setting.map f setting

[<AutoOpen>]
module SettingBuilder =
    let setting = SettingBuilder()
