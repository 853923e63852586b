using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.Modalities;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Opens everything that a run's training needs, trains, and tells how it ended.</summary>
/// <param name="experiment">What is computed.</param>
/// <param name="run">Where it is kept.</param>
/// <param name="checkpoints">Its checkpoints.</param>
/// <param name="listener">Hears of everything.</param>
/// <param name="control">What others ask of the loop.</param>
/// <param name="disk">Room for what is written.</param>
/// <param name="time">Clock of rates.</param>
/// <param name="judge">Opens what judges samples during training; null for an experiment that judges none.</param>
internal sealed class TrainingRun(Experiment experiment, RunDirectory run, CheckpointStore checkpoints, ITrainingListener listener,
    RunControl control, DiskSpace disk, TimeProvider time,
    Func<Device, ISampleJudge?>? judge = null)
{
    /// <summary>Trains from the newest checkpoint, or from the start, to the experiment's last step or the stop.</summary>
    /// <returns>The number of completed steps and the experiment's last step.</returns>
    public (long Step, long Total) Train(Device device, string dataRoot, Checkpoint? newest, CancellationToken stop)
    {
        var first = newest?.Manifest.Step ?? 0;
        Trainer? trainer = null;
        var total = long.MaxValue;
        listener.Prepare(run, first, device.ToString());
        try
        {
            var inputs = new RunInputs(run.Inputs, begins: newest is null);
            using var data = TrainingData.Open(experiment, dataRoot, inputs);
            listener.Opened(data.Found);
            run.Record(data.Found);
            using var loader = new BatchLoader(data.Training, experiment.BatchSize, first * experiment.Task.BatchesPerStep);
            total = experiment.TotalSteps(loader.BatchesPerEpoch);
            if (total < first)
                throw new GanError(ExitCode.Usage, $"Training:Steps = {total}: must be at least the {first} steps that {run.Root} has "
                    + $"done already.");
            if (experiment.Task is TrainingTask.GanTask { Item.Evaluation: { } evaluation } && evaluation.Value.Every > total)
                throw new GanError(ExitCode.Usage, $"Evaluation:Every = {evaluation.Value.Every}: must be at most the {total} steps of "
                    + $"the run, or nothing would be chosen.");
            using var samples = judge?.Invoke(device);
            using var learner = experiment.Learner(total, device, inputs, data.HeldOut, samples);
            if (newest is not null)
                learner.Load(newest.Folder);
            run.Store(experiment);
            using var metrics = new MetricsFile(run.Metrics, first, listener.Warn);
            trainer = new Trainer(experiment, run, checkpoints, learner, loader, metrics, (first, total), listener, control, disk, time);
            listener.Begin(new TrainingStart(run, experiment, first, total, device.ToString()));
            if (newest is null)
                trainer.Save(stop);
            trainer.Train(stop);
            listener.End(new TrainingEnd(trainer.Done < total ? RunState.Stopped : RunState.Finished, trainer.Done, null));
            return (trainer.Done, total);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && trainer is null)
        {
            // While something was prepared: there is nothing to save.
            listener.End(new TrainingEnd(RunState.Stopped, first, null));
            return (first, total);
        }
        catch (Exception failure)
        {
            listener.End(new TrainingEnd(RunState.Failed, trainer?.Done ?? first, failure.Message));
            throw;
        }
    }
}
