using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Gan.Host.Options;
using Gan.Torch.Modalities;
using Gan.Torch.Native;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Cli;

/// <summary><c>gan doctor</c>: what this machine offers, and whether a tensor operation really runs.</summary>
internal static class DoctorVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Say what this machine offers and whether it works.");
        command.SetAction(_ => Examine());
        return command;
    }

    private static int Examine()
    {
        Say("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}");
        Say("processors", $"{Environment.ProcessorCount}; {CpuFeatures()}");
        var root = SettingProblems.Machine().DataRoot;
        Say("data folder", $"{Path.GetFullPath(root)} ({(Directory.Exists(root) ? "there" : "not there")}; MNIST "
            + $"{(Mnist.IsIn(root) ? "found" : "not found")})");

        var libtorch = Devices.LoadLibTorch();
        Say("libtorch", $"{LibTorchLocator.LibTorchVersion} in {libtorch.Folder} (from {libtorch.Source})");
        Say("LibTorchSharp", libtorch.LibTorchSharp);
        Say("mend", libtorch.Mended ? "a private copy without the GLIBCXX_3.4.32 requirement is in use" : "not needed");
        return Probe(libtorch.HasCuda);
    }

    // Apart from Examine: the JIT may touch TorchSharp's types before a method that uses them begins.
    private static int Probe(bool hasCuda)
    {
        using var scope = NewDisposeScope();
        Say("threads", $"{get_num_threads()} of libtorch");
        Say("CUDA", !hasCuda ? "no, this is a CPU build of libtorch"
            : cuda.is_available() ? $"{cuda.device_count()} device(s)" : "the build has it, but no device can be used");
        Try(CPU);
        for (var index = 0; hasCuda && index < cuda.device_count(); index++)
            Try(new Device(TorchSharp.DeviceType.CUDA, index));
        return ExitCode.Done;
    }

    private static void Try(Device device)
    {
        var product = ones([2, 3], device: device).matmul(ones([3, 2], device: device)).sum().item<float>();
        if (product != 12)
            throw new GanError(ExitCode.Unreadable, $"A matrix product on {device} gave {product} instead of 12: this libtorch does not "
                + $"work here.");
        Say("test", $"a matrix product ran on {device} and is right");
    }

    private static string CpuFeatures()
    {
        (string Name, bool There)[] features =
        [
            ("AVX2", Avx2.IsSupported),
            ("AVX-512", Avx512F.IsSupported),
            ("BF16", CpuFlags().Contains("avx512_bf16") || CpuFlags().Contains("amx_bf16")),
        ];
        return string.Join(", ", features.Select(feature => $"{feature.Name} {(feature.There ? "yes" : "no")}"));
    }

    // .NET has no query for BF16.
    private static string[] CpuFlags() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ') ?? [];

    private static void Say(string what, string answer) => Console.WriteLine($"{what,-14}{answer}");
}
