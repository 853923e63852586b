using Microsoft.Extensions.Logging;

namespace Gan.Host.Loop;

internal sealed partial class TrainingService
{
    [LoggerMessage(1, LogLevel.Information, "starting at step 0 in {Run} on {Device}")]
    private partial void Starting(string run, string device);

    [LoggerMessage(2, LogLevel.Information, "resuming {Run} after step {Step} on {Device}")]
    private partial void Resuming(string run, long step, string device);

    [LoggerMessage(3, LogLevel.Information,
        "{Step} steps are done.\n{Samples}  losses:      {LossPlot}\n  checkpoints: {Checkpoints}")]
    private partial void Completed(long step, string samples, string lossPlot, string checkpoints);

    [LoggerMessage(4, LogLevel.Information,
        "stopped and saved after step {Step} of {Total}; the same command continues.\n  checkpoints: {Checkpoints}")]
    private partial void Stopped(long step, long total, string checkpoints);

    [LoggerMessage(5, LogLevel.Warning, "{Warning}")]
    private partial void CheckpointPassedOver(string warning);
}
