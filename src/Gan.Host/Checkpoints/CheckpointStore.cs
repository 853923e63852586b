using System.Globalization;
using static TorchSharp.torch;

namespace Gan.Host.Checkpoints;

/// <summary>The tensors of one file of a checkpoint.</summary>
/// <param name="FileName">Such as generator.safetensors.</param>
/// <param name="Tensors">Names and values, in the order of writing.</param>
internal sealed record StateFile(string FileName, IReadOnlyList<(string Name, Tensor Value)> Tensors);

/// <summary>A verified checkpoint on disk.</summary>
/// <param name="Folder">Its directory.</param>
/// <param name="Manifest">Its verified manifest.</param>
internal sealed record Checkpoint(string Folder, Manifest Manifest);

/// <summary>
/// The checkpoints of a run: each a directory written under a temporary name, flushed, and renamed, the manifest last.
/// A process killed at any moment leaves the earlier checkpoints as they were.
/// </summary>
/// <param name="folder">The run's checkpoints directory.</param>
/// <param name="warn">Told of every checkpoint that is passed over, and why.</param>
internal sealed class CheckpointStore(string folder, Action<string> warn)
{
    private const string Prefix = "step-";
    private const string PartialPrefix = ".partial-";

    /// <summary>Writes a checkpoint; one of the same step, which a resume passed over as invalid, is replaced.</summary>
    public void Save(long step, ulong seed, string experimentHash, IEnumerable<StateFile> files)
    {
        Directory.CreateDirectory(folder);
        RemovePartial();
        var final = FolderOf(step);
        var partial = Path.Combine(folder, PartialPrefix + Path.GetFileName(final));
        try
        {
            Directory.CreateDirectory(partial);
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                var path = Path.Combine(partial, file.FileName);
                SafetensorsFile.Write(path, file.Tensors);
                hashes[file.FileName] = Manifest.HashOf(path);
            }
            new Manifest(Manifest.CurrentFormat, step, seed, experimentHash, hashes).Write(partial);
            if (Directory.Exists(final))
                Directory.Delete(final, recursive: true);
            DurableDirectory.Publish(partial, final);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            RemovePartial();
            throw new GanError(ExitCode.Unreadable,
                $"Cannot write the checkpoint of step {step} to {folder}: {cause.Message.TrimEnd('.')}. "
                + "The earlier checkpoints are kept; free some space or choose another --run, then run the same command again.", cause);
        }
    }

    /// <summary>
    /// The newest valid checkpoint; null if none was ever written. Invalid ones are passed over with a warning.
    /// </summary>
    /// <exception cref="GanError">There are checkpoints and not one is valid.</exception>
    public Checkpoint? FindNewest()
    {
        var steps = Steps();
        foreach (var step in steps)
        {
            var candidate = FolderOf(step);
            try
            {
                return new Checkpoint(candidate, Manifest.ReadVerified(candidate));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                warn($"Passing over the checkpoint {candidate}: {fault.Message.TrimEnd('.')}.");
            }
        }
        if (steps.Count > 0)
            throw new GanError(ExitCode.Unreadable,
                $"None of the {steps.Count} checkpoint(s) in {folder} is readable, and a restart from step 0 would hide that. "
                + "Restore one from a copy, or start afresh with another --run.");
        return null;
    }

    /// <summary>
    /// Removes old checkpoints: the newest <paramref name="keep"/> of the scheduled ones and the newest of all stay. One
    /// written on a signal goes once a scheduled one follows, so that an interrupted run ends with the same files.
    /// </summary>
    public void Prune(int keep, Func<long, bool> isScheduled)
    {
        var steps = Steps();
        var kept = steps.Where(isScheduled).Take(keep).Append(steps.FirstOrDefault()).ToHashSet();
        // Early in a run there may be too few scheduled ones: then the newest others fill up.
        foreach (var step in steps.Where(step => !kept.Contains(step)).ToArray())
            if (kept.Count < 2)
                kept.Add(step);
            else
                Directory.Delete(FolderOf(step), recursive: true);
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
