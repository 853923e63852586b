using System.Globalization;
using Gan.Host.Tensors;
using Gan.Math.Experiments;

namespace Gan.Host.Options;

/// <summary>Settings of this machine, which do not belong to the experiment and may differ when it is resumed.</summary>
/// <param name="Device">auto, cpu, cuda or cuda:N.</param>
/// <param name="Threads">CPU threads of libtorch; 0 for as many as it chooses.</param>
/// <param name="DataRoot">Folder that holds mnist/.</param>
/// <param name="MnistMirrors">Addresses of folders with the MNIST files, each ending in a slash.</param>
internal sealed record HostSettings(string Device, int Threads, string DataRoot, IReadOnlyList<Uri> MnistMirrors)
{
    private const string DeviceKey = "Run:Device";
    private const string ThreadsKey = "Run:Threads";
    private const string RootKey = "Data:Root";
    private const string MirrorsKey = "Data:MnistMirrors";
    private const int MostThreads = 1024;

    /// <summary>Their keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeviceKey, ThreadsKey, RootKey, MirrorsKey];

    /// <summary>
    /// Takes the machine's settings out of all settings, and adds what is wrong with them to the problems.
    /// The environment variable GAN_DATA goes before Data:Root.
    /// </summary>
    public static HostSettings Take(Dictionary<string, string> settings, string? dataVariable, List<Problem> problems)
    {
        string Remove(string key) => settings.Remove(key, out var text) ? text : "";
        var device = Remove(DeviceKey);
        if (!Devices.IsName(device))
            problems.Add(new Problem(DeviceKey, device, "auto, cpu, cuda or cuda:N"));
        var threadsText = Remove(ThreadsKey);
        if (!int.TryParse(threadsText, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) || threads > MostThreads)
            problems.Add(new Problem(ThreadsKey, threadsText, $"a whole number from 0 (automatic) to {MostThreads}"));
        var root = Remove(RootKey);
        if (root.Length == 0)
            problems.Add(new Problem(RootKey, root, "a folder"));
        var mirrors = new List<Uri>();
        foreach (var text in Remove(MirrorsKey).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                mirrors.Add(address);
            else
                problems.Add(new Problem(MirrorsKey, text, "http or https addresses of folders, separated by blanks"));
        if (mirrors.Count == 0)
            problems.Add(new Problem(MirrorsKey, "", "at least one address"));
        return new HostSettings(device, threads, string.IsNullOrEmpty(dataVariable) ? root : dataVariable, mirrors);
    }
}
