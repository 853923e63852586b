namespace Gan.Experiments

open System
open System.Net

/// <summary>Settings of this machine, which do not belong to an experiment and may differ whenever it goes on.</summary>
[<NoComparison>]
type Machine =
    {
        /// <summary>auto, cpu, cuda or cuda:N.</summary>
        Device: string
        /// <summary>CPU threads of libtorch; 0 for as many as it chooses.</summary>
        Threads: int
        /// <summary>Folder of data sets.</summary>
        DataRoot: string
        /// <summary>Addresses of folders with the MNIST files, each ending in a slash.</summary>
        MnistMirrors: Uri list
        /// <summary>Address and port of the dashboard; null for no dashboard.</summary>
        Dashboard: IPEndPoint | null
        /// <summary>The secret that requests have to know that change something; empty to draw one at every start.</summary>
        Token: string
        /// <summary>Address of an OpenTelemetry collector; null for none.</summary>
        Otlp: Uri | null
        /// <summary>Sample grids that are kept; 0 for all.</summary>
        SamplesKept: int
        /// <summary>MiB of disk that stay free.</summary>
        Reserve: int
    }

/// <summary>Their codec.</summary>
[<RequireQualifiedAccess>]
module Machine =

    /// <summary>Reads and prints the settings of a machine.</summary>
    val codec: Codec<Machine, Machine>
