using Gan.Host.Options;
using Gan.Host.Quality;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.Tensors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Loop;

/// <summary>
/// Training as a hosted service: decides whether the run starts, continues or is refused, trains until the end or the
/// host's stop, and then stops the host.
/// </summary>
internal sealed partial class TrainingService(RunRequest request, TrainingListeners listeners, RunControl control, DiskSpace disk,
    TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<TrainingService> logger) : BackgroundService
{
    /// <summary>The failure that ended training, if one did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True if the experiment's last step is done.</summary>
    public bool Finished { get; private set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            return Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
        catch (OutOfMemoryException noThread)
        {
            Failure = noThread;
            lifetime.StopApplication();
            return Task.CompletedTask;
        }
    }

    private void Run(CancellationToken stop)
    {
        try
        {
            Train(stop);
        }
        catch (Exception failure)
        {
            Failure = failure; // becomes the command's exit code and message
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private void Train(CancellationToken stop)
    {
        if (request.Resume == Resume.Must && !Directory.Exists(request.RunFolder))
            throw new GanError(ExitCode.Unreadable, $"There is no run directory {request.RunFolder} to resume.");
        using var run = RunDirectory.OpenForWriting(request.RunFolder);
        RequireSameExperiment(run);
        var checkpoints = new CheckpointStore(run.Checkpoints, run.IdentityOf(request.Experiment), CheckpointPassedOver);
        var newest = checkpoints.FindNewest();
        RequireResumable(run, newest);
        var device = Devices.Open(request.Host.Device, request.Host.Threads);
        if (newest is null)
            Starting(run.Root, device.ToString());
        else
            Resuming(run.Root, newest.Manifest.Step, device.ToString());

        var training = new TrainingRun(request.Experiment, run, checkpoints, listeners, control, disk, time,
            place => SampleJudge.For(request.Experiment, request.Host.DataRoot, place, Console.Error, stop));
        try
        {
            var (step, total) = training.Train(device, request.Host.DataRoot, newest, stop);
            Finished = step >= total;
            if (Finished)
                Completed(step, Directory.Exists(run.Samples) ? $"  samples:     {run.Samples}\n" : "", run.LossPlot, run.Checkpoints);
            else
                Stopped(step, total, run.Checkpoints);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable,
                $"Cannot write to the run directory {run.Root}: {cause.Message.TrimEnd('.')}. The checkpoints are kept; "
                + "make it writable or free some space, then run the same command again.", cause);
        }
    }

    private void RequireSameExperiment(RunDirectory run)
    {
        if (!run.HasCheckpoints)
            return;
        var differences = Known.Experiments.Differences(run.StoredExperiment(), request.Experiment);
        if (differences.Count > 0)
            throw new GanError(ExitCode.Usage,
                $"{run.Root} belongs to another experiment; choose another --run, or the settings it was started with:"
                + string.Concat(differences.Select(difference => $"\n  {difference.Key} = {difference.Now}: the run has "
                    + $"{difference.Before}")));
    }

    private void RequireResumable(RunDirectory run, Checkpoint? newest)
    {
        if (newest is not null && request.Resume == Resume.Never)
            throw new GanError(ExitCode.Usage,
                $"{run.Root} holds a run of {newest.Manifest.Step} steps, and --resume never forbids to continue it. Choose another "
                    + $"--run.");
        if (newest is null && request.Resume == Resume.Must)
            throw new GanError(ExitCode.Unreadable, $"{run.Root} holds no checkpoint to resume from.");
        // The checkpoint of step 0 precedes the first report: reports without checkpoints are what a loss leaves.
        if (newest is null && run.HasReports)
            throw new GanError(ExitCode.Unreadable,
                $"{run.Root} holds reports of earlier steps but no checkpoint, and a restart from step 0 would hide that. "
                + "Restore its checkpoints from a copy, or start afresh with another --run.");
    }
}
