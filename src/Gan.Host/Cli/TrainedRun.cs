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
        var store = new CheckpointStore(run.Checkpoints, warning => Console.Error.WriteLine($"warning: {warning}"));
        var checkpoint = store.FindNewest()
            ?? throw new GanError(ExitCode.Unreadable, $"{run.Root} holds no checkpoint yet: train it first.");
        var model = new GanModel(run.StoredExperiment(), Devices.Open("cpu", threads: 0));
        model.Generator.LoadWeights(checkpoint.Folder);
        model.Discriminator.LoadWeights(checkpoint.Folder);
        return (model, checkpoint.Manifest.Step);
    }

    /// <summary>Writes a file under a temporary name and renames it, so that a failure leaves an older file as it was.</summary>
    public static void WriteWhole(string path, Action<string> write)
    {
        path = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Environment.ProcessId}-{Path.GetFileName(path)}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            write(partial);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw new GanError(ExitCode.Unreadable, $"Cannot write {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
