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
internal sealed class Trainer(Experiment experiment, RunDirectory run, CheckpointStore checkpoints, ITrainingProgress progress, TimeProvider time)
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
        if (newest is null)
            Save(learner, 0, total);

        var done = first;
        progress.Show(first, total, show =>
        {
            var saved = first;
            var (reported, reportedAt) = (first, time.GetTimestamp());
            while (done < total && !stop.IsCancellationRequested)
            {
                var terms = learner.Play(done + 1, loader.Next);
                done++;
                var seconds = time.GetElapsedTime(reportedAt).TotalSeconds;
                var validation = learner.Validate(done);

                StepReport? report = null;
                if (validation is not null || IsDue(done, total, experiment.Cadence.ReportEvery))
                {
                    report = new StepReport(done, Experiments.Epochs(experiment, loader.BatchesPerEpoch, done), [.. terms, .. validation?.Terms ?? []],
                        (done - reported) * experiment.BatchSize / seconds);
                    metrics.Append(report);
                    (reported, reportedAt) = (done, time.GetTimestamp());
                }
                show(done, report);
                if (validation?.Collapse is { } collapse)
                    throw new GanError(ExitCode.Diverged, collapse);

                var sample = IsDue(done, total, experiment.Cadence.SampleEvery);
                var save = IsDue(done, total, experiment.Cadence.CheckpointEvery);
                if (sample)
                    Picture(learner, done);
                if (save)
                {
                    metrics.FlushToDisk();
                    Save(learner, saved = done, total);
                }
                if (sample || save || done % TrimEvery == 0)
                    NativeRuntime.ReturnFreeMemory();
            }
            if (done > saved)
                Save(learner, done, total);
        });
        return (done, total);
    }

    private static bool IsDue(long step, long total, long every) => Experiments.IsDue(every, total, step);

    private void Picture(ILearner learner, long step)
    {
        learner.Picture(run.Samples, step);
        // Samples may come before the first report.
        if (MetricsFile.Read(run.Metrics) is { Count: > 0 } reports)
            DurableFiles.Replace(run.LossPlot, path => LossPlot.Save(reports, path));
    }

    private void Save(ILearner learner, long step, long total)
    {
        foreach (var network in learner.Networks)
            if (!network.IsFinite())
                throw new GanError(ExitCode.Diverged,
                    $"Step {step}: the {network.Name}'s parameters are not finite. No checkpoint was written of them and the ones before are kept; "
                    + "lower the learning rates in a new run.");
        checkpoints.Save(step, learner.State());
        checkpoints.Prune(step, experiment.Cadence.CheckpointKeep, candidate => IsDue(candidate, total, experiment.Cadence.CheckpointEvery));
    }
}
