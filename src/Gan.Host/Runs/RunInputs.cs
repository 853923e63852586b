using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>
/// Inputs that a run takes from other runs. It is copied into the run when that begins, as a run directory of its own, so that the
/// run computes the same whatever becomes of the other one.
/// </summary>
/// <param name="folder">Where the copies lie.</param>
/// <param name="begins">Whether the run begins; else everything was copied already.</param>
internal sealed class RunInputs(string folder, bool begins)
{
    private const string PartialPrefix = ".partial-";

    /// <summary>The inputs of an existing run.</summary>
    public static RunInputs Of(string run) => new(RunDirectory.InputsOf(run), begins: false);

    /// <summary>Remembers what a run began with, and refuses another when it continues.</summary>
    /// <param name="name">Name of the file that it is remembered in.</param>
    /// <param name="hash">What it is.</param>
    /// <param name="what">The same in words.</param>
    /// <exception cref="GanError">It is another, or cannot be read or written.</exception>
    public void RequireSame(string name, string hash, string what)
    {
        var file = Path.Combine(folder, name);
        try
        {
            if (begins)
            {
                Directory.CreateDirectory(folder);
                DurableFiles.Replace(file, path => File.WriteAllText(path, hash));
            }
            else if (File.ReadAllText(file) != hash)
                throw new GanError(ExitCode.Unreadable, $"{what} are not those that the run began with: restore them, or start afresh "
                    + $"with another --run.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot keep {file}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }

    /// <summary>The run's own copy of another run's newest checkpoint.</summary>
    /// <param name="name">What it is to this run.</param>
    /// <param name="source">Folder of the other run.</param>
    /// <exception cref="GanError">There is no such run, or the copy is missing or cannot be written.</exception>
    public string Take(string name, string source)
    {
        var copy = Path.Combine(folder, name);
        if (!begins)
            return Directory.Exists(copy) ? copy
                : throw new GanError(ExitCode.Unreadable, $"{copy} is missing, the copy of {source} that the run began with: restore "
                    + $"it, or start afresh with another --run.");
        var (experiment, checkpoint) = RunDirectory.Newest(source);
        using var held = checkpoint;
        var partial = Path.Combine(folder, PartialPrefix + name);
        try
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            Directory.CreateDirectory(partial);
            using (var run = RunDirectory.At(partial))
            {
                run.Store(experiment);
                var target = Path.Combine(run.Checkpoints, Path.GetFileName(checkpoint.Folder));
                Directory.CreateDirectory(target);
                foreach (var file in Directory.EnumerateFiles(checkpoint.Folder))
                    DurableFiles.Replace(Path.Combine(target, Path.GetFileName(file)), path => File.Copy(file, path));
                DurableFiles.FlushDirectory(run.Checkpoints);
            }
            // Left by a beginning that failed, perhaps with another source.
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
            DurableFiles.PublishDirectory(partial, copy);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot copy {source} to {copy}: {cause.Message.TrimEnd('.')}.", cause);
        }
        return copy;
    }
}
