namespace Gan.Experiments

open System
open System.Net

[<NoComparison>]
type Machine =
    {
        Device: string
        Threads: int
        DataRoot: string
        MnistMirrors: Uri list
        Dashboard: IPEndPoint | null
        Token: string
        Otlp: Uri | null
        SamplesKept: int
        Reserve: int
    }

[<RequireQualifiedAccess>]
module Machine =

    // Settings that hold a part of their owner.
    let private ofMachine (part: Machine -> 'T) = Codec.field part

    let private device =
        Text.form
            "auto, cpu, cuda or cuda:N"
            (fun text ->
                let isNumber (digits: string) =
                    digits <> "" && digits.Length < 4 && Seq.forall Char.IsAsciiDigit digits

                if
                    text = "auto"
                    || text = "cpu"
                    || text = "cuda"
                    || (text.StartsWith "cuda:" && isNumber text[5..])
                then
                    Some text
                else
                    None)
            id

    let private kept =
        Text.form
            "0 (all) or a whole number from 10"
            (fun text ->
                (Text.count 0 Int32.MaxValue).Parse text
                |> Option.filter (fun count -> count = 0 || count >= 10))
            string

    let private shortestToken = 16

    // A token is not shown in messages.
    let private token =
        let isGood (text: string) =
            text = ""
            || text.Length >= shortestToken
               && text
                  |> Seq.forall (fun c -> Char.IsAsciiLetterOrDigit c || c = '-' || c = '_' || c = '.')

        Text.form
            $"at least {shortestToken} letters, digits, '-', '_' or '.'"
            (fun text -> if isGood text then Some text else None)
            id

    let private hidden (codec: Codec<'R, 'T>) =
        { codec with
            Read =
                codec.Read
                >> Result.mapError (
                    List.map (fun problem ->
                        { problem with
                            Value = String('*', problem.Value.Length)
                        })
                )
        }

    let private reachable (dashboard: IPEndPoint option, token: string) : Problem list =
        match dashboard with
        | Some endpoint when not (IPAddress.IsLoopback endpoint.Address) && token = "" ->
            [
                Problem.create
                    "Dashboard:Token"
                    ""
                    $"given where others can reach the dashboard (Dashboard:Address = {endpoint})"
            ]
        | _ -> []

    let private dashboard: Codec<Machine, IPEndPoint option * string> =
        codec {
            let! address =
                Codec.setting
                    "Dashboard:Address"
                    Addresses.endpoint
                    (Some(IPEndPoint(IPAddress.Loopback, 8300)))
                    "Address and port of the dashboard; port 0 takes a free one, none has no dashboard."
                |> Codec.by (fun (m: Machine) -> Option.ofObj m.Dashboard)

            and! token =
                Codec.setting
                    "Dashboard:Token"
                    token
                    ""
                    "What presses buttons, and what every request from elsewhere needs; empty to have one drawn at every start."
                |> hidden
                |> Codec.by (fun (m: Machine) -> m.Token)

            return address, token
        }
        |> Codec.check reachable

    let codec: Codec<Machine, Machine> =
        codec {
            let! device =
                ofMachine
                    _.Device
                    "Run:Device"
                    device
                    "auto"
                    "Where it computes; auto takes the first CUDA device, else the CPU."

            and! threads =
                ofMachine
                    _.Threads
                    "Run:Threads"
                    (Text.count 0 1_024)
                    0
                    "CPU threads of libtorch; 0 for as many as it chooses."

            and! root =
                ofMachine
                    _.DataRoot
                    "Data:Root"
                    (Text.form "a folder" (fun text -> if text = "" then None else Some text) id)
                    "data"
                    "Folder that holds mnist/, fashion-mnist/ and cifar-10-batches-bin/; GAN_DATA goes before it."

            and! mirrors =
                ofMachine
                    _.MnistMirrors
                    "Data:MnistMirrors"
                    Addresses.mirrors
                    [
                        Uri "https://ossci-datasets.s3.amazonaws.com/mnist/"
                        Uri "https://storage.googleapis.com/cvdf-datasets/mnist/"
                    ]
                    "Addresses of folders that hold the MNIST files."

            and! dashboard = dashboard

            and! otlp =
                Codec.setting
                    "Telemetry:Otlp"
                    Addresses.collector
                    None
                    "Address of an OpenTelemetry collector over HTTP; empty for none."
                |> Codec.by (fun (m: Machine) -> Option.ofObj m.Otlp)

            and! kept =
                ofMachine _.SamplesKept "Sample:Keep" kept 500 "Sample grids that are kept; 0 for all."

            and! reserve =
                ofMachine
                    _.Reserve
                    "Disk:Reserve"
                    (Text.count 0 Int32.MaxValue)
                    64
                    "MiB of disk that stay free: training waits where they and the next checkpoint do not fit."

            return
                {
                    Device = device
                    Threads = threads
                    DataRoot = root
                    MnistMirrors = mirrors
                    Dashboard = Option.toObj (fst dashboard)
                    Token = snd dashboard
                    Otlp = Option.toObj otlp
                    SamplesKept = kept
                    Reserve = reserve
                }
        }
        |> Codec.mayChange
