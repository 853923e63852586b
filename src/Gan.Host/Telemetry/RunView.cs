using Gan.Experiments;
using Gan.Host.Runs;

namespace Gan.Host.Telemetry;

/// <summary>Everything that can be shown of a run.</summary>
/// <param name="Run">Its directory.</param>
/// <param name="Status">What its process said last; null if none ever did.</param>
/// <param name="History">Its course.</param>
/// <param name="Experiment">What it computes.</param>
internal sealed record RunView(RunDirectory Run, RunStatus? Status, History History, Experiment Experiment)
{
    /// <summary>The folder's name.</summary>
    public string Name => Path.GetFileName(Run.Root);

    /// <summary>A run as its files tell it.</summary>
    /// <exception cref="GanError">They cannot be read.</exception>
    public static RunView Read(string folder)
    {
        var run = RunDirectory.OpenForReading(folder);
        return new(run, RunStatus.Read(run.Status), new History(MetricsFile.Read(run.Metrics)), run.StoredExperiment());
    }
}
