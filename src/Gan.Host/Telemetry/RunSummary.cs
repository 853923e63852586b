using System.Globalization;
using Gan.Host.Runs;

namespace Gan.Host.Telemetry;

/// <summary>A run in one line.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="State">Where it stands, in a word.</param>
/// <param name="Progress">Completed steps, and of how many.</param>
/// <param name="Last">What it reported last.</param>
internal sealed record RunSummary(string Name, string State, string Progress, string Last)
{
    /// <summary>Every run of a folder, by name; one whose status cannot be read says so.</summary>
    public static IEnumerable<RunSummary> Of(string folder) => Folders(folder).Select(Read);

    /// <summary>The folders of runs within a folder, by name.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(RunDirectory.IsOne).Order(StringComparer.Ordinal);

    private static RunSummary Read(string path)
    {
        try
        {
            return ReadWhole(path);
        }
        catch (Exception cause) when (Failures.ExitCodeOf(cause) is not null || cause is IOException or UnauthorizedAccessException)
        {
            return new(Path.GetFileName(path), "unreadable", "", cause.Message);
        }
    }

    private static RunSummary ReadWhole(string path)
    {
        using var run = RunDirectory.OpenForReading(path);
        var last = MetricsFile.Last(run.Metrics);
        var status = RunStatus.Read(run.Status);
        var state = status is null ? "unknown" : status.State.Word();
        var step = long.Max(last?.Step ?? 0, status?.Step ?? 0);
        return new(Path.GetFileName(run.Root), state, string.Create(CultureInfo.InvariantCulture, $"{step}")
            + (status is null ? "" : $"/{status.Total}"),
            last?.Describe(3) ?? "");
    }
}
