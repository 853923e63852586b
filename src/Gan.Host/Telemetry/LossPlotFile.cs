using Gan.Torch.ModelFiles;

namespace Gan.Host.Telemetry;

/// <summary>Keeps a run's picture of its losses up to date. Told after <paramref name="live"/>.</summary>
internal sealed class LossPlotFile(LiveRun live) : ITrainingListener
{
    /// <inheritdoc/>
    public void Drawn(long step, string? sample)
    {
        // Samples may come before the first report.
        if (live.Now is { History: { Last: not null } history } view)
            DurableFiles.Replace(view.Run.LossPlot, path => LossPlot.Save(history, path));
    }
}
