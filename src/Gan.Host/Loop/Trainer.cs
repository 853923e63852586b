using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.Modalities;

namespace Gan.Host.Loop;

/// <summary>
/// The loop: step, report, sample, checkpoint. Everything a step draws follows from the seed and the step's number, so a
/// run that continues from a checkpoint computes what an uninterrupted one would have.
/// </summary>
/// <param name="experiment">What is computed.</param>
/// <param name="run">Where it is kept.</param>
/// <param name="checkpoints">Its checkpoints.</param>
/// <param name="learner">Makes a step, not owned.</param>
/// <param name="loader">Gives batches, not owned.</param>
/// <param name="metrics">Takes reports, not owned.</param>
/// <param name="steps">Those done before, and the last one.</param>
/// <param name="listener">Hears of everything.</param>
/// <param name="control">What others ask of the loop.</param>
/// <param name="disk">Room for what is written.</param>
/// <param name="time">Clock of rates.</param>
internal sealed class Trainer(Experiment experiment, RunDirectory run, CheckpointStore checkpoints, ILearner learner, BatchLoader loader,
    MetricsFile metrics,
    (long First, long Total) steps, ITrainingListener listener, RunControl control, DiskSpace disk, TimeProvider time)
{
    private const long CollectEvery = 50; // steps

    private readonly StepRate _rate = new(steps.First, experiment.BatchSize, time);
    private long _saved = steps.First;

    /// <summary>Completed steps.</summary>
    public long Done { get; private set; } = steps.First;

    /// <summary>Trains to the last step or the stop, and saves.</summary>
    public void Train(CancellationToken stop)
    {
        while (Done < steps.Total && GoesOn(stop))
        {
            var terms = learner.Play(Done + 1, loader.Next);
            Done++;
            var validation = learner.Validate(Done);

            StepReport? report = null;
            if (validation is not null || IsDue(Done, experiment.Cadence.ReportEvery))
            {
                WaitForSpace(0, stop);
                report = new StepReport(Done, experiment.Epochs(loader.BatchesPerEpoch, Done), [.. terms, .. validation?.Terms ?? []],
                    _rate.At(Done));
                metrics.Append(report);
            }
            listener.Step(Done, report);
            if (validation?.Collapse is { } collapse)
                throw new GanError(ExitCode.Diverged, collapse);

            var sample = IsDue(Done, experiment.Cadence.SampleEvery);
            var save = IsDue(Done, experiment.Cadence.CheckpointEvery) || control.WantsCheckpoint;
            if (sample)
            {
                WaitForSpace(0, stop);
                listener.Drawn(Done, learner.Picture(run.SampleOf(Done)) ? run.SampleOf(Done) : null);
            }
            if (save)
                Save(stop);
            if (sample || save || Done % CollectEvery == 0)
                // The managed heap is small beside the tensors, but its first generation would grow for thousands of steps before
                // it is collected.
                GC.Collect();
        }
        if (Done > _saved)
            Save(stop);
    }

    /// <summary>Writes a checkpoint of the completed steps, once there is room; the reports of before are on disk first.</summary>
    public void Save(CancellationToken stop)
    {
        WaitForSpace(checkpoints.NewestSize, stop);
        foreach (var network in learner.Networks)
            if (!network.IsFinite())
                throw new GanError(ExitCode.Diverged,
                    $"Step {Done}: the {network.Name}'s parameters are not finite. No checkpoint was written of them and the ones "
                        + $"before are kept; "
                    + "lower the learning rates in a new run.");
        control.CheckpointBegins();
        metrics.FlushToDisk();
        listener.Saving();
        var begin = time.GetTimestamp();
        checkpoints.Save(Done, learner.State());
        checkpoints.Prune(Done, experiment.Cadence.CheckpointKeep, candidate => IsDue(candidate, experiment.Cadence.CheckpointEvery));
        _saved = Done;
        listener.Saved(Done, time.GetElapsedTime(begin));
    }

    // While it is paused, the checkpoint of a step that has none yet can still be asked for.
    private bool GoesOn(CancellationToken stop)
    {
        while (control.IsPaused && !stop.IsCancellationRequested)
        {
            _rate.Exclude(control.Wait(() => control.IsPaused && !control.WantsCheckpoint ? "paused" : null, listener, stop));
            if (!control.WantsCheckpoint)
                continue;
            if (Done > _saved)
                Save(stop);
            control.CheckpointBegins();
        }
        return !stop.IsCancellationRequested;
    }

    private void WaitForSpace(long bytes, CancellationToken stop) => _rate.Exclude(control.Wait(() => disk.Lacks(bytes), listener, stop));

    private bool IsDue(long step, long every) => CadenceModule.IsDue(every, steps.Total, step);
}
