namespace Gan.Experiments

open System
open System.Net

/// Texts of settings that are addresses.
[<RequireQualifiedAccess>]
module internal Addresses =

    let private address (text: string) =
        match Uri.TryCreate(text, UriKind.Absolute) with
        | true, NonNull address when address.Scheme = "http" || address.Scheme = "https" -> Some address
        | _ -> None

    /// Folders that files are fetched from.
    let mirrors =
        Text.form
            "at least one http or https address of a folder, several with blanks between them"
            (fun text ->
                let addresses =
                    text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    |> Array.map (fun part -> address (if part.EndsWith '/' then part else part + "/"))
                    |> List.ofArray

                if addresses <> [] && List.forall Option.isSome addresses then
                    Some(List.choose id addresses)
                else
                    None)
            (List.map string >> String.concat " ")

    let private none = "none"

    // Without a port, IPEndPoint takes port 0, and of an IPv6 address its last group.
    let private namesPort (text: string) =
        if text.StartsWith '[' then
            text.Contains "]:"
        else
            (text |> Seq.filter ((=) ':') |> Seq.length) = 1

    /// Where the dashboard listens, if it does.
    let endpoint =
        Text.form
            $"ADDRESS:PORT, such as 127.0.0.1:8300, or {none}"
            (fun text ->
                match text, IPEndPoint.TryParse text with
                | text, _ when text = none -> Some None
                | text, (true, NonNull endpoint) when namesPort text -> Some(Some endpoint)
                | _ -> None)
            (function
             | None -> none
             | Some endpoint -> string endpoint)

    /// A collector of telemetry, if there is one.
    let collector =
        Text.form
            "the http or https address of a collector, such as http://127.0.0.1:4318, or empty"
            (fun text ->
                if text = "" then
                    Some None
                else
                    address text |> Option.map Some)
            (function
             | None -> ""
             | Some address -> string address)
