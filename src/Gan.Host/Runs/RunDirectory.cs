using System.Globalization;
using System.Text.Json;
using Gan.Experiments;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>The directory of one run: where its files are, who may write them, and which experiment it belongs to.</summary>
internal sealed class RunDirectory : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(0.5);

    private readonly FileStream? _lock;

    private RunDirectory(string path, FileStream? held)
    {
        Root = Path.TrimEndingDirectorySeparator(path);
        _lock = held;
    }

    /// <summary>The directory itself, as an absolute path.</summary>
    public string Root { get; }

    /// <summary>Checkpoints, one directory per step.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>Sample grids, one PNG per step.</summary>
    public string Samples => Path.Combine(Root, "samples");

    /// <summary>The sample grid of a step.</summary>
    public string SampleOf(long step) => Path.Combine(Samples, $"step-{step:D8}.png");

    /// <summary>Steps that have a sample grid, in order.</summary>
    public IReadOnlyList<long> SampleSteps => !Directory.Exists(Samples) ? [] :
    [
        .. Directory.EnumerateFiles(Samples, "step-*.png")
            .Select(path => long.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan("step-".Length), NumberStyles.None,
                CultureInfo.InvariantCulture, out var step) ? step : -1)
            .Where(step => step >= 0).Order(),
    ];

    /// <summary>The losses as a picture.</summary>
    public string LossPlot => Path.Combine(Root, "plots", "losses.png");

    /// <summary>One JSON object per report.</summary>
    public string Metrics => Path.Combine(Root, "metrics.jsonl");

    /// <summary>The status that the process that trains it writes.</summary>
    public string Status => Path.Combine(Root, "status.json");

    /// <summary>The reports and sample grids once more, for TensorBoard.</summary>
    public string TensorBoard => Path.Combine(Root, "tensorboard");

    /// <summary>Copies of what it took from other runs.</summary>
    public string Inputs => InputsOf(Root);

    /// <summary>Where a run directory keeps copies of what it took from other runs.</summary>
    public static string InputsOf(string path) => Path.Combine(Path.GetFullPath(path), "inputs");

    /// <summary>True if anything stands where checkpoints do.</summary>
    public bool HasCheckpoints => Directory.Exists(Checkpoints) && Directory.EnumerateDirectories(Checkpoints, "step-*").Any();

    /// <summary>True if the run ever reported a step.</summary>
    public bool HasReports => File.Exists(Metrics) && new FileInfo(Metrics).Length > 0;

    /// <summary>Opens a run for writing; no second process may have it open.</summary>
    public static RunDirectory OpenForWriting(string path) =>
        TryOpenForWriting(Path.GetFullPath(path)) ?? throw new GanError(ExitCode.Unreadable,
            $"The run directory {Path.GetFullPath(path)} is in use by another process: stop that one first, or choose another --run.");

    /// <summary>Opens a run for writing as soon as no other process has it open.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="waiting">Called once if it is in use.</param>
    /// <param name="stop">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public static RunDirectory OpenForWritingWhenFree(string path, Action waiting, CancellationToken stop)
    {
        path = Path.GetFullPath(path);
        if (TryOpenForWriting(path) is { } free)
            return free;
        waiting();
        for (; ; )
        {
            stop.WaitHandle.WaitOne(RetryInterval);
            stop.ThrowIfCancellationRequested();
            if (TryOpenForWriting(path) is { } run)
                return run;
        }
    }

    private static RunDirectory? TryOpenForWriting(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, cause);
        }
        try
        {
            // The operating system drops the lock with the process, however that ends.
            return new RunDirectory(path, new FileStream(Path.Combine(path, "run.lock"), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException cause) when (FileLocks.IsHeld(cause))
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, cause);
        }
    }

    /// <summary>Opens an existing run for reading, beside a process that may be writing it.</summary>
    public static RunDirectory OpenForReading(string path)
    {
        path = Path.GetFullPath(path);
        if (!IsOne(path))
            throw new GanError(ExitCode.Unreadable, $"{path} is not a run directory: it holds no experiment.json.");
        return new RunDirectory(path, null);
    }

    /// <summary>True if a folder is a run's.</summary>
    public static bool IsOne(string path) => ExperimentFile.Exists(path);

    /// <summary>A directory that only this process knows yet.</summary>
    public static RunDirectory At(string path) => new(path, null);

    /// <summary>The experiment of an existing run, and its newest valid checkpoint; those passed over are told of on stderr.</summary>
    /// <exception cref="GanError">There is no run, or no checkpoint.</exception>
    public static (Experiment Experiment, Checkpoint Checkpoint) Newest(string path)
    {
        using var run = OpenForReading(path);
        var experiment = run.StoredExperiment();
        var store = new CheckpointStore(run.Checkpoints, run.IdentityOf(experiment),
            warning => Console.Error.WriteLine($"warning: {warning}"));
        return (experiment, store.FindNewest(beside: true) ?? throw new GanError(ExitCode.Unreadable,
            $"{run.Root} holds no checkpoint yet: train it first."));
    }

    /// <summary>The experiment that the run directory records.</summary>
    public Experiment StoredExperiment()
    {
        var settings = ExperimentFile.Settings(Root) ?? throw new GanError(ExitCode.Unreadable,
            $"{Root} holds checkpoints but no experiment.json: restore it from a copy, or start afresh with another --run.");
        var reading = Known.Experiments.Read(Known.Experiments.Migrate(settings));
        return reading.Experiment ?? throw new GanError(ExitCode.Unreadable,
            $"{ExperimentFile.Of(Root)} does not describe an experiment; restore it from a copy, or start afresh with another --run:"
            + string.Concat(reading.Problems.Select(problem => $"\n  {problem.Key} = {problem.Value}: must be {problem.Requirement}")));
    }

    /// <summary>Records the experiment, if the file does not record it already.</summary>
    public void Store(Experiment experiment)
    {
        try
        {
            var settings = Known.Experiments.Settings(experiment);
            BegunPlaces.Keep(Root, settings);
            ExperimentFile.Write(Root, settings);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(Root, cause);
        }
    }

    /// <summary>Records what was found where the data lies.</summary>
    public void Record(DataFound found)
    {
        try
        {
            DurableFiles.Replace(Path.Combine(Root, "data.json"), path => File.WriteAllText(path, JsonSerializer.Serialize(found)));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(Root, cause);
        }
    }

    /// <summary>Whose checkpoints the run holds, wherever its data lies now.</summary>
    public Identity IdentityOf(Experiment experiment) => Identity.Of(experiment, BegunPlaces.Of(Root));

    private static GanError NotWritable(string path, Exception cause) =>
        new(ExitCode.Unreadable, $"The run directory {path} cannot be written: {cause.Message.TrimEnd('.')}. Choose another --run.", cause);

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();
}
