using Gan.Host.Checkpoints;
using Gan.Host.Tensors;
using Gan.Host.Training;

namespace Gan.Host.Cli;

/// <summary>The model of a run's newest valid checkpoint, on the CPU: what sampling and exporting start from.</summary>
internal static class TrainedRun
{
    /// <summary>Loads it, with the step it is from.</summary>
    public static (GanModel Model, long Step) Load(string folder)
    {
        using var run = RunDirectory.OpenForReading(folder);
        var experiment = run.StoredExperiment();
        var store = new CheckpointStore(run.Checkpoints, RunDirectory.IdentityOf(experiment), warning => Console.Error.WriteLine($"warning: {warning}"));
        var checkpoint = store.FindNewest()
            ?? throw new GanError(ExitCode.Unreadable, $"{run.Root} holds no checkpoint yet: train it first.");
        var model = new GanModel(experiment, Devices.Open("cpu", threads: 0));
        model.LoadWeights(checkpoint.Folder);
        return (model, checkpoint.Manifest.Step);
    }
}
