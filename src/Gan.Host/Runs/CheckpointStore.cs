using System.Globalization;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>
/// The checkpoints of a run: each a directory written under a temporary name, flushed, and renamed, the manifest last.
/// A process killed at any moment leaves the earlier checkpoints as they were.
/// </summary>
/// <param name="folder">The run's checkpoints directory.</param>
/// <param name="identity">Whose checkpoints these are.</param>
/// <param name="warn">Told of every checkpoint that is passed over, and why.</param>
internal sealed class CheckpointStore(string folder, Identity identity, Action<string> warn)
{
    private const string Prefix = "step-";
    private const string PartialPrefix = ".partial-";

    private readonly HashSet<long> _passedOver = [];

    /// <summary>Writes a checkpoint; one of the same step, which a resume passed over as invalid, is replaced.</summary>
    public void Save(long step, IEnumerable<StateFile> files)
    {
        var final = FolderOf(step);
        var partial = Path.Combine(folder, PartialPrefix + Path.GetFileName(final));
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                DurableFiles.FlushDirectory(Path.GetDirectoryName(folder)!);
            }
            RemovePartial();
            Directory.CreateDirectory(partial);
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                var path = Path.Combine(partial, file.FileName);
                SafetensorsFile.Write(path, file.Tensors);
                hashes[file.FileName] = Manifest.HashOf(path);
            }
            new Manifest(Manifest.CurrentFormat, step, identity.Seed, identity.Hash, hashes).Write(partial);
            if (Directory.Exists(final))
                Directory.Delete(final, recursive: true);
            DurableFiles.PublishDirectory(partial, final);
            _passedOver.Remove(step);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            throw new GanError(ExitCode.Unreadable,
                $"Cannot write the checkpoint of step {step} to {folder}: {cause.Message.TrimEnd('.')}. "
                + "The earlier checkpoints are kept; free some space or choose another --run, then run the same command again.", cause);
        }
    }

    /// <summary>Bytes of the newest checkpoint; 0 if there is none.</summary>
    public long NewestSize => Steps() is [var newest, ..]
        ? new DirectoryInfo(FolderOf(newest)).EnumerateFiles().Sum(file => file.Length) : 0;

    /// <summary>
    /// The newest valid checkpoint; null if none was ever written. Invalid ones are passed over with a warning.
    /// </summary>
    /// <param name="beside">Whether another process may be writing the run: then the checkpoint stays until it is disposed.</param>
    /// <exception cref="GanError">There are checkpoints and not one is valid.</exception>
    public Checkpoint? FindNewest(bool beside = false)
    {
        var steps = Steps();
        for (var place = 0; place < steps.Count; place++)
        {
            var candidate = FolderOf(steps[place]);
            try
            {
                return Checkpoint.Open(candidate, () => ReadVerified(candidate, steps[place]), beside);
            }
            catch (Exception fault) when (beside && Checkpoint.IsBeingRemoved(candidate, fault))
            {
                // A newer one is there, which the writer made before it began to remove this one.
                (steps, place) = (Steps(), -1);
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                _passedOver.Add(steps[place]);
                warn($"Passing over the checkpoint {candidate}: {fault.Message.TrimEnd('.')}.");
            }
        }
        if (steps.Count > 0)
            throw new GanError(ExitCode.Unreadable,
                $"None of the {steps.Count} checkpoint(s) in {folder} is valid, and a restart from step 0 would hide that. "
                + "Restore one from a copy, or start afresh with another --run.");
        return null;
    }

    private Manifest ReadVerified(string candidate, long step)
    {
        var manifest = Manifest.ReadVerified(candidate);
        if (manifest.Step != step)
            throw new InvalidDataException($"its manifest is of step {manifest.Step}");
        if (manifest.Seed != identity.Seed || manifest.Experiment != identity.Hash)
            throw new InvalidDataException("its manifest is of another experiment");
        return manifest;
    }

    /// <summary>
    /// Removes checkpoints that are older than the one just saved: of the scheduled ones the newest
    /// <paramref name="keep"/> stay. One written on a signal goes once a scheduled one follows, so that an interrupted run
    /// ends with the same files. Those passed over as invalid count for nothing, and go. One that is being read goes the next time.
    /// </summary>
    public void Prune(long saved, int keep, Func<long, bool> isScheduled)
    {
        var steps = Steps().Where(step => step <= saved).ToArray();
        var valid = steps.Where(step => !_passedOver.Contains(step)).ToArray();
        var kept = valid.Where(isScheduled).Take(keep).Append(saved).ToHashSet();
        // Early in a run there may be too few scheduled ones: then the newest others fill up.
        kept.UnionWith(valid.Where(step => !kept.Contains(step)).Take(2 - kept.Count));
        foreach (var step in steps.Where(step => !kept.Contains(step)))
            Checkpoint.Remove(FolderOf(step));
    }

    private string FolderOf(long step) =>
        Path.Combine(folder, Prefix + step.ToString("D8", CultureInfo.InvariantCulture));

    private List<long> Steps() =>
        !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateDirectories(folder, Prefix + "*")
                .Select(path => long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var step) ? step : -1)
                .Where(step => step >= 0)
                .OrderDescending()];

    private void RemovePartial()
    {
        foreach (var partial in Directory.EnumerateDirectories(folder, PartialPrefix + "*").ToArray())
            Directory.Delete(partial, recursive: true);
    }
}
