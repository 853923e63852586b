namespace Gan.Experiments

open System
open System.Globalization

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

    let private decimal (text: string) =
        Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
        |> parsed
        |> Option.filter Double.IsFinite

    let private fraction (text: string) =
        match text.Split '/' |> Array.map decimal with
        | [| Some value |] -> Some value
        | [| Some numerator; Some denominator |] when denominator > 0.0 -> Some(numerator / denominator)
        | _ -> None

    // What is added takes the sign from a zero.
    let private finite (holds: float -> bool) (text: string) =
        fraction text
        |> Option.map (fun value -> value + 0.0)
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
