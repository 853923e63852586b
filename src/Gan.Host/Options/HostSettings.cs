using System.Globalization;
using Gan.Host.Tensors;
using Gan.Math.Experiments;

namespace Gan.Host.Options;

/// <summary>Settings of this machine, which do not belong to the experiment and may differ when it is resumed.</summary>
/// <param name="Device">auto, cpu, cuda or cuda:N.</param>
/// <param name="Threads">CPU threads of libtorch; 0 for as many as it chooses.</param>
/// <param name="DataRoot">Folder that holds mnist/.</param>
/// <param name="MnistMirrors">Addresses of folders with the MNIST files, each ending in a slash.</param>
/// <param name="Dashboard">Where training can be watched.</param>
/// <param name="Otlp">Address of an OpenTelemetry collector; null for none.</param>
/// <param name="SamplesKept">Sample grids that are kept; 0 for all.</param>
/// <param name="ReservedBytes">Bytes of disk that stay free.</param>
internal sealed record HostSettings(string Device, int Threads, string DataRoot, IReadOnlyList<Uri> MnistMirrors, DashboardSettings Dashboard, Uri? Otlp, int SamplesKept, long ReservedBytes)
{
    private const string DeviceKey = "Run:Device";
    private const string ThreadsKey = "Run:Threads";
    private const string RootKey = "Data:Root";
    private const string MirrorsKey = "Data:MnistMirrors";
    private const string OtlpKey = "Telemetry:Otlp";
    private const string SamplesKey = "Sample:Keep";
    private const string ReserveKey = "Disk:Reserve";
    private const int MostThreads = 1024;
    private const int LeastSamples = 10;
    private const int BytesPerMebibyte = 1 << 20;

    /// <summary>Their keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeviceKey, ThreadsKey, RootKey, MirrorsKey, OtlpKey, SamplesKey, ReserveKey, .. DashboardSettings.Keys];

    /// <summary>
    /// Takes the machine's settings out of all settings, and adds what is wrong with them to the problems.
    /// The environment variable GAN_DATA goes before Data:Root.
    /// </summary>
    public static HostSettings Take(Dictionary<string, string> settings, string? dataVariable, List<Problem> problems)
    {
        string Remove(string key) => settings.Remove(key, out var text) ? text : "";
        void Wrong(string key, string text, string requirement) => problems.Add(new Problem(key, text, requirement));
        int Count(string key, int most, string requirement, Func<int, bool> holds)
        {
            var text = Remove(key);
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > most || !holds(count))
                Wrong(key, text, requirement);
            return count;
        }

        var device = Remove(DeviceKey);
        if (!Devices.IsName(device))
            Wrong(DeviceKey, device, "auto, cpu, cuda or cuda:N");
        var threads = Count(ThreadsKey, MostThreads, $"a whole number from 0 (automatic) to {MostThreads}", _ => true);
        var root = Remove(RootKey);
        if (root.Length == 0)
            Wrong(RootKey, root, "a folder");
        var mirrors = new List<Uri>();
        foreach (var text in Remove(MirrorsKey).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (HttpAddress(text.EndsWith('/') ? text : text + "/") is { } address)
                mirrors.Add(address);
            else
                Wrong(MirrorsKey, text, "http or https addresses of folders, separated by blanks");
        if (mirrors.Count == 0)
            Wrong(MirrorsKey, "", "at least one address");
        var otlp = Remove(OtlpKey);
        if (otlp.Length > 0 && HttpAddress(otlp) is null)
            Wrong(OtlpKey, otlp, "the http or https address of a collector, such as http://127.0.0.1:4318, or empty");
        var samples = Count(SamplesKey, int.MaxValue, $"0 (all) or a whole number from {LeastSamples}", count => count is 0 or >= LeastSamples);
        var reserve = Count(ReserveKey, int.MaxValue, "a whole number of MiB", _ => true);
        var dashboard = DashboardSettings.Take(Remove, Wrong);
        return new HostSettings(device, threads, string.IsNullOrEmpty(dataVariable) ? root : dataVariable, mirrors, dashboard,
            HttpAddress(otlp), samples, (long)reserve * BytesPerMebibyte);
    }

    private static Uri? HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
