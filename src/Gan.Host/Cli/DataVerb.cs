using System.CommandLine;
using Gan.Experiments;
using Gan.Host.Options;
using Gan.Host.Runs;
using Gan.Torch.Modalities;

namespace Gan.Host.Cli;

/// <summary><c>gan data fetch mnist</c>: brings data sets onto this machine.</summary>
internal static class DataVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "Data root; GAN_DATA or Data:Root if not given." }
            .Must("a folder", Requirements.IsText);
        var mnist = new Command("mnist", "Fetch the four files of MNIST, verified, into ROOT/mnist.") { to };
        mnist.SetAction(parsed =>
        {
            var settings = Settings.Gather(null, null, Environment.GetEnvironmentVariables(), []);
            var host = SettingProblems.TakeMachine(settings);
            SettingProblems.RequireNone(
            [
                .. host.Problems,
                .. settings.Where(setting => !Known.Experiments.Keys.Contains(setting.Key))
                    .Select(setting => new Problem(setting.Key, setting.Value, "the name of a setting (gan settings lists them all)")),
            ]);
            return Fetch(parsed.GetValue(to) ?? host.Machine!.DataRoot, host.Machine!.MnistMirrors);
        });
        return new Command("data", "Data sets.") { new Command("fetch", "Download a data set.") { mnist } };
    }

    private static int Fetch(string root, IReadOnlyList<Uri> mirrors)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var stop = new CancellationTokenSource();
        using var signals = new StopSignals(stop.Cancel);
        try
        {
            new MnistDownload(client, mirrors, Mnist.Hashes, Console.WriteLine).FetchAsync(root, stop.Token).GetAwaiter().GetResult();
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return signals.ExitCode;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot write to {root}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
