// Runs the smoke presets through faults, in real processes, until each is done, and compares with an undisturbed run: the weights have to be the same
// byte for byte, and metrics.jsonl has to have every report once.
// Usage, as root (a small file system is mounted), after `dotnet build -c Release src/Gan.Host`: dotnet fsi tests/drills/faults.fsx [FAULTS] [SEED]
// Faults: SIGKILL, SIGTERM, SIGSTOP for a while, a full disk, an unwritable directory, a torn and a flipped newest checkpoint, the date set back (where
// Debian's faketime is installed), the dashboard's port taken, browsers that hang or hang up.
open System
open System.Diagnostics
open System.IO
open System.Net
open System.Net.Sockets
open System.Security.Cryptography
open System.Text.RegularExpressions
open System.Threading

let arguments = fsi.CommandLineArgs
let wanted = if arguments.Length > 1 then int arguments[1] else 200
let seed = if arguments.Length > 2 then int arguments[2] else 1
let random = Random seed
let root = Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", ".."))
let program = Path.Combine(root, "src/Gan.Host/bin/Release/net10.0/gan.dll")
let work = Directory.CreateTempSubdirectory("gan-faults-").FullName
let disk = Path.Combine(work, "disk")
let port = 8321
let faketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"

let command (name: string) (arguments: string list) =
    use one =
        Process.Start(ProcessStartInfo(name, arguments, RedirectStandardError = true))

    one.WaitForExit()
    one.ExitCode

/// Presets, with settings that make reports and checkpoints many.
let presets =
    [
        "digits-smoke",
        [
            "--steps"
            "60"
            "--set"
            "Report:Every=1"
            "--set"
            "Checkpoint:Every=5"
            "--set"
            "Sample:Every=10"
        ]
        "digits-robust-smoke",
        [
            "--set"
            "Report:Every=2"
            "--set"
            "Checkpoint:Every=13"
            "--set"
            "Robust:Steps=2"
            "--set"
            "Validation:Steps=2"
        ]
    ]

type Training =
    {
        Process: Process
        Output: Text.StringBuilder
    }

let started = Collections.Generic.List<Process>()

let start preset (settings: string list) run (environment: (string * string) list) =
    let arguments =
        [
            program
            "train"
            "--preset"
            preset
            "--run"
            run
            "--device"
            "cpu"
            "--seed"
            "7"
            "--set"
            "Disk:Reserve=1"
            "--set"
            $"Dashboard:Address=127.0.0.1:{port}"
        ]
        @ settings

    let info =
        ProcessStartInfo("dotnet", arguments, RedirectStandardOutput = true, RedirectStandardError = true)

    for name, value in environment do
        info.Environment[name] <- value

    let output = Text.StringBuilder()

    let keep =
        DataReceivedEventHandler(fun _ line ->
            if not (isNull line.Data) then
                lock output (fun () -> output.AppendLine line.Data |> ignore))

    let training = new Process(StartInfo = info)
    training.OutputDataReceived.AddHandler keep
    training.ErrorDataReceived.AddHandler keep
    training.Start() |> ignore
    started.Add training
    training.BeginOutputReadLine()
    training.BeginErrorReadLine()
    { Process = training; Output = output }

let signal (name: string) (training: Training) =
    command "kill" [ $"-{name}"; string training.Process.Id ] |> ignore

let wait (training: Training) =
    if not (training.Process.WaitForExit(TimeSpan.FromMinutes 3.0)) then
        failwith $"the program did not end: {training.Output}"

    training.Process.WaitForExit()
    training.Process.ExitCode

/// Waits, or until the program ends.
let sleep (training: Training) (milliseconds: int) =
    training.Process.WaitForExit milliseconds |> ignore

let checkpoints run =
    let folder = Path.Combine(run, "checkpoints")

    if Directory.Exists folder then
        Directory.GetDirectories(folder, "step-*") |> Array.sort |> List.ofArray
    else
        []

/// Changes a file of the newest checkpoint where there is an older one.
let damage change run =
    match List.rev (checkpoints run) with
    | newest :: _ :: _ ->
        let files = Directory.GetFiles newest
        change files[random.Next files.Length]
        true
    | _ -> false

let tear file =
    use stream = File.OpenWrite file
    stream.SetLength(stream.Length / 2L)

let flip file =
    let bytes = File.ReadAllBytes file
    let place = random.Next bytes.Length
    bytes[place] <- bytes[place] ^^^ (1uy <<< random.Next 8)
    File.WriteAllBytes(file, bytes)

/// A browser that reads nothing more after the answer began, or hangs up there; true if the dashboard answered.
let browser (hangsUp: bool) =
    try
        let client = new TcpClient(ReceiveTimeout = 2000)
        client.Connect(IPAddress.Loopback, port)
        let stream = client.GetStream()
        stream.Write(ReadOnlySpan "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"B)
        let answer = Array.zeroCreate<byte> 12
        stream.ReadExactly answer

        if hangsUp then
            client.LingerState <- LingerOption(true, 0)
            client.Dispose()

        Text.Encoding.ASCII.GetString answer = "HTTP/1.1 200"
    with
    | :? SocketException
    | :? IOException -> false

let filler = Path.Combine(disk, "filler")

let fill () =
    try
        use file = File.Create filler
        let block = Array.zeroCreate<byte>(1 <<< 20)

        while true do
            file.Write(block, 0, block.Length)
            file.Flush()
    with :? IOException ->
        ()

let hasEnded (training: Training) = training.Process.HasExited

/// A fault's name, and what it does to a running training; true where it happened.
let faults: (string * (string -> Training -> bool)) list =
    [
        "SIGKILL",
        fun _ training ->
            signal "KILL" training
            true
        "SIGTERM",
        fun _ training ->
            signal "TERM" training
            true
        "SIGSTOP",
        fun _ training ->
            signal "STOP" training
            Thread.Sleep(random.Next(200, 1200))
            signal "CONT" training
            true
        "full disk",
        fun _ training ->
            fill ()
            sleep training (random.Next(300, 2000))
            File.Delete filler
            true
        "unwritable",
        fun run training ->
            let folder = Path.Combine(run, "checkpoints")

            let did =
                Directory.Exists folder
                && command "mount" [ "--bind"; folder; folder ] = 0
                && command "mount" [ "-o"; "remount,ro,bind"; folder ] = 0

            sleep training (random.Next(100, 1500))
            command "umount" [ "-l"; folder ] |> ignore
            did
        "torn checkpoint",
        fun run training ->
            signal "KILL" training
            wait training |> ignore
            damage tear run
        "flipped bit",
        fun run training ->
            signal "KILL" training
            wait training |> ignore
            damage flip run
        "slow browser", fun _ _ -> browser false
        "dropped browser", fun _ _ -> browser true
    ]

let counts = Collections.Generic.Dictionary<string, int>()

let count name =
    counts[name] <-
        (match counts.TryGetValue name with
         | true, before -> before + 1
         | _ -> 1)

let total () = Seq.sum counts.Values

let weights run =
    Directory.GetFiles(run, "*.safetensors", SearchOption.AllDirectories)
    |> Array.sort
    |> Array.map (fun path ->
        Path.GetRelativePath(run, path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes path)))

/// Without the rate, which belongs to the hour.
let reports run =
    File.ReadAllLines(Path.Combine(run, "metrics.jsonl"))
    |> Array.map (fun line -> Regex.Replace(line, ",\"samples_per_second\".*", ""))

/// Exit codes that faults explain: done, stopped, killed, or a disk that could not be written.
let explained = set [ 0; 143; 137; 4 ]

/// Processes that waited for the disk in place of ending.
let mutable waits = 0

let disturbed preset settings run =
    let mutable finished = false
    let mutable rounds = 0

    while not finished do
        rounds <- rounds + 1

        if rounds > 300 then
            failwith $"{preset}: three hundred starts and no end"

        let taken =
            if random.Next 5 = 0 then
                Some(new TcpListener(IPAddress.Loopback, port))
            else
                None

        let environment =
            if File.Exists faketime && random.Next 5 = 0 then
                [
                    "LD_PRELOAD", faketime
                    "FAKETIME", $"-{random.Next(1, 4000)}d"
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1"
                    // It would read the environment at every look at the clock, and crash where libtorch, being loaded, writes to it.
                    "FAKETIME_CACHE_DURATION", "1000000"
                ]
            else
                []

        let holds =
            match taken with
            | Some listener ->
                try
                    listener.Start()
                    true
                with :? SocketException ->
                    false
            | None -> false

        let training = start preset settings run environment

        if holds then
            count "port taken"

        if not environment.IsEmpty then
            count "date set back"

        let mutable going = true

        while going do
            sleep training (random.Next(50, 2500))

            if hasEnded training then
                going <- false
            else
                let name, act = faults[random.Next faults.Length]

                if act run training then
                    count name

                if name = "SIGTERM" then
                    wait training |> ignore

        let code = wait training

        if not (explained.Contains code) then
            failwith $"{preset}: exit code {code} (date set back: {not environment.IsEmpty}):\n{training.Output}"

        if
            code = 4
            && not (Regex.IsMatch(string training.Output, "Read-only|No space left"))
        then
            failwith $"{preset}: exit code 4 without a fault of the disk:\n{training.Output}"

        if
            training.Output.ToString().Contains "Unexpected failure"
            || training.Output.ToString().Contains "   at "
        then
            failwith $"{preset}: a failure that nobody foresaw:\n{training.Output}"

        if training.Output.ToString().Contains "training waits" then
            waits <- waits + 1

        taken |> Option.iter (fun listener -> listener.Stop())
        finished <- code = 0

    rounds

let mutable failures = 0
Directory.CreateDirectory disk |> ignore

if command "mount" [ "-t"; "tmpfs"; "-o"; "size=400m"; "tmpfs"; disk ] <> 0 then
    failwith "cannot mount a small file system: run as root"

try
    for preset, settings in presets do
        let whole = start preset settings (Path.Combine(disk, $"whole-{preset}")) []

        if wait whole <> 0 then
            failwith $"the undisturbed run failed: {whole.Output}"

    let mutable number = 0

    while total () < wanted do
        number <- number + 1
        let preset, settings = presets[number % presets.Length]

        let run, whole =
            Path.Combine(disk, $"run-{number}"), Path.Combine(disk, $"whole-{preset}")

        let before = total ()
        let rounds = disturbed preset settings run
        let same = weights run = weights whole
        let told = reports run = reports whole

        if not (same && told) then
            failures <- failures + 1

        printfn
            "%s"
            $"""run {number}, {preset}: {total () - before} faults, {rounds} starts; weights {(if same then "the same" else "OTHERS")}, reports {(if told then "the same" else "OTHERS")}"""

        Directory.Delete(run, true)
with failure ->
    failures <- failures + 1
    printfn "%s" failure.Message

for training in started do
    if not training.HasExited then
        training.Kill()

    training.WaitForExit()

command "umount" [ disk ] |> ignore
Directory.Delete(work, true)

for entry in counts |> Seq.sortBy (fun entry -> entry.Key) do
    printfn "  %-16s %d" entry.Key entry.Value

printfn $"{waits} processes waited for the disk"

if waits = 0 && counts.ContainsKey "full disk" && counts["full disk"] >= 5 then
    failures <- failures + 1
    printfn "No process waited for a full disk."

printfn $"{total ()} faults, {failures} failures"
exit (if failures = 0 then 0 else 1)
