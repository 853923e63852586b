namespace Gan.Experiments

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
            Error [ Problem.create key value text.Requirement ]

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

    let isPlace (codec: Codec<'R, 'T>) =
        codec |> declared (fun declaration -> { declaration with OnResume = IsPlace })

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

    let field (part: 'R -> 'T) (key: string) (text: Text<'T>) (standard: 'T) (sentence: string) : Codec<'R, 'T> =
        setting key text standard sentence |> by part

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

    let readAll (codec: Codec<'R, 'T>) (settings: Map<string, string>) =
        let keys = codec.Declared |> List.map _.Key
        let known = Set.ofList keys

        let like (key: string) =
            match NearestName.among keys key with
            | Some nearest -> $"did you mean {nearest}? "
            | None -> ""

        let unknown =
            [
                for KeyValue(key, value) in settings do
                    if not (known.Contains key) then
                        Problem.create key value $"the name of a setting ({like key}gan settings lists them all)"
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
