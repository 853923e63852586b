using System.Runtime.CompilerServices;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests.Support;

/// <summary>The environment of all tests, and of the processes that they start, before the first of them runs.</summary>
internal static class TestEnvironment
{
    private static readonly TestFolder Cache = new();

    [ModuleInitializer]
    internal static void Set()
    {
        _ = Repository.MnistRoot; // reads what is taken out here
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSetting).ToArray())
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("GAN_Dashboard__Address", "none"); // its port is one for the whole machine: tests of the dashboard choose their own
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Cache.Root); // one for all tests, so that features are trained once
        Environment.SetEnvironmentVariable("MALLOC_ARENA_MAX", "1"); // otherwise a training sets it and begins its process anew
        // One thread as in the processes that tests start, so that both reach the same bits.
        _ = Devices.LoadLibTorch();
        set_num_threads(1);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Cache.Dispose();
    }

    private static bool IsSetting(string name) =>
        name == "GAN_DATA" || (name.StartsWith("GAN_", StringComparison.Ordinal) && name.Contains("__", StringComparison.Ordinal));
}
