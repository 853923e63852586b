using Gan.Host.Checkpoints;

namespace Gan.Host.Telemetry;

/// <summary>Keeps a run's picture of its losses up to date.</summary>
internal sealed class LossPlotFile : ITrainingListener
{
    private History _history = new();
    private string _path = "";

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        _path = start.Run.LossPlot;
        _history = new History(MetricsFile.Read(start.Run.Metrics));
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is not null)
            _history.Add(report);
    }

    /// <inheritdoc/>
    public void Drawn(long step, string? sample)
    {
        // Samples may come before the first report.
        if (_history.Last is not null)
            DurableFiles.Replace(_path, path => LossPlot.Save(_history, path));
    }
}
