using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// The loop: step, report, sample, checkpoint. Everything a step draws follows from the seed and the step's number, so a
/// run that continues from a checkpoint computes what an uninterrupted one would have.
/// </summary>
/// <param name="experiment">What is computed.</param>
/// <param name="run">Where it is kept.</param>
/// <param name="checkpoints">Its checkpoints.</param>
/// <param name="listener">Hears of everything.</param>
/// <param name="control">What others ask of the loop.</param>
/// <param name="disk">Room for what is written.</param>
/// <param name="time">Clock of rates.</param>
internal sealed class Trainer(Experiment experiment, RunDirectory run, CheckpointStore checkpoints, ITrainingListener listener, RunControl control, DiskSpace disk, TimeProvider time)
{
    private const long TrimEvery = 50; // steps

    /// <summary>Trains from the newest checkpoint, or from the start, to the experiment's last step or the stop.</summary>
    /// <returns>The number of completed steps and the experiment's last step.</returns>
    public (long Step, long Total) Train(Device device, string dataRoot, Checkpoint? newest, CancellationToken stop)
    {
        var first = newest?.Manifest.Step ?? 0;
        var inputs = new RunInputs(run.Inputs, begins: newest is null);
        using var data = TrainingData.Open(experiment, dataRoot, inputs);
        using var loader = new BatchLoader(data.Training, experiment.BatchSize, first * Experiments.BatchesPerStep(experiment.Task));
        var total = Experiments.TotalSteps(experiment, loader.BatchesPerEpoch);
        if (total < first)
            throw new GanError(ExitCode.Usage, $"Training:Steps = {total}: must be at least the {first} steps that {run.Root} has done already.");
        using var learner = experiment.Learner(total, device, inputs, data.HeldOut);
        if (newest is not null)
            learner.Load(newest.Folder);
        run.Store(experiment);
        using var metrics = new MetricsFile(run.Metrics, first);

        var done = first;
        listener.Begin(new TrainingStart(run, experiment, first, total, device.ToString()));
        try
        {
            if (newest is null)
                Save(learner, 0, total);
            Loop(learner, loader, metrics, total, ref done, stop);
        }
        catch (Exception failure)
        {
            EndFailed(done, failure);
            throw;
        }
        listener.End(new TrainingEnd(done < total ? RunState.Stopped : RunState.Finished, done, null));
        return (done, total);
    }

    private void Loop(ILearner learner, BatchLoader loader, MetricsFile metrics, long total, ref long done, CancellationToken stop)
    {
        var saved = done;
        var rate = new StepRate(done, experiment.BatchSize, time);
        while (done < total && GoesOn(learner, rate, total, done, ref saved, stop))
        {
            var terms = learner.Play(done + 1, loader.Next);
            done++;
            var validation = learner.Validate(done);

            StepReport? report = null;
            if (validation is not null || IsDue(done, total, experiment.Cadence.ReportEvery))
            {
                rate.Exclude(WaitForSpace(0, stop));
                report = new StepReport(done, Experiments.Epochs(experiment, loader.BatchesPerEpoch, done), [.. terms, .. validation?.Terms ?? []], rate.At(done));
                metrics.Append(report);
            }
            listener.Step(done, report);
            if (validation?.Collapse is { } collapse)
                throw new GanError(ExitCode.Diverged, collapse);

            var sample = IsDue(done, total, experiment.Cadence.SampleEvery);
            var save = IsDue(done, total, experiment.Cadence.CheckpointEvery) || control.WantsCheckpoint;
            if (sample)
                listener.Drawn(done, learner.Picture(run.SampleOf(done)) ? run.SampleOf(done) : null);
            if (save)
            {
                rate.Exclude(WaitForSpace(checkpoints.NewestSize, stop));
                metrics.FlushToDisk();
                Save(learner, saved = done, total);
            }
            if (sample || save || done % TrimEvery == 0)
                NativeRuntime.ReturnFreeMemory();
        }
        if (done > saved)
        {
            metrics.FlushToDisk();
            Save(learner, done, total);
        }
    }

    // While it is paused, the checkpoint of a step that has none yet can still be asked for.
    private bool GoesOn(ILearner learner, StepRate rate, long total, long done, ref long saved, CancellationToken stop)
    {
        while (control.IsPaused && !stop.IsCancellationRequested)
        {
            rate.Exclude(control.Wait(() => control.IsPaused && !control.WantsCheckpoint ? "paused" : null, listener, stop));
            if (!control.WantsCheckpoint)
                continue;
            if (done > saved)
                Save(learner, saved = done, total);
            control.CheckpointBegins();
        }
        return !stop.IsCancellationRequested;
    }

    private TimeSpan WaitForSpace(long bytes, CancellationToken stop) => control.Wait(() => disk.Lacks(bytes), listener, stop);

    private void EndFailed(long done, Exception failure)
    {
        try
        {
            listener.End(new TrainingEnd(RunState.Failed, done, failure.Message));
        }
        catch (IOException)
        {
            // The failure is what the user has to hear, not that it could not be written down.
        }
    }

    private static bool IsDue(long step, long total, long every) => Experiments.IsDue(every, total, step);

    private void Save(ILearner learner, long step, long total)
    {
        foreach (var network in learner.Networks)
            if (!network.IsFinite())
                throw new GanError(ExitCode.Diverged,
                    $"Step {step}: the {network.Name}'s parameters are not finite. No checkpoint was written of them and the ones before are kept; "
                    + "lower the learning rates in a new run.");
        control.CheckpointBegins();
        var begin = time.GetTimestamp();
        checkpoints.Save(step, learner.State());
        checkpoints.Prune(step, experiment.Cadence.CheckpointKeep, candidate => IsDue(candidate, total, experiment.Cadence.CheckpointEvery));
        listener.Saved(step, time.GetElapsedTime(begin));
    }
}
