namespace Gan.Host.Runs;

/// <summary>A verified checkpoint on disk.</summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly FileStream? _held;

    private Checkpoint(string folder, Manifest manifest, FileStream? held) => (Folder, Manifest, _held) = (folder, manifest, held);

    /// <summary>Its directory.</summary>
    public string Folder { get; }

    /// <summary>Its verified manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="folder">Its directory.</param>
    /// <param name="read">Reads and verifies it.</param>
    /// <param name="hold">Whether it must not be removed until it is disposed.</param>
    /// <exception cref="IOException">It is being removed, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not valid.</exception>
    public static Checkpoint Open(string folder, Func<Manifest> read, bool hold)
    {
        var manifest = ManifestOf(folder);
        // A shared lock of the operating system, which drops it with the process, however that ends.
        var held = hold && File.Exists(manifest) ? new FileStream(manifest, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
        try
        {
            return new(folder, read(), held);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>True if a failure to open a checkpoint came of its being removed.</summary>
    public static bool IsBeingRemoved(string folder, Exception failure) =>
        failure is IOException cause && FileLocks.IsHeld(cause) || !Directory.Exists(folder);

    /// <summary>Removes a checkpoint, unless another process holds it.</summary>
    public static void Remove(string folder)
    {
        var manifest = ManifestOf(folder);
        try
        {
            using var alone = File.Exists(manifest) ? new FileStream(manifest, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException cause) when (FileLocks.IsHeld(cause))
        {
            // Its reader is not to lose it; a later call removes it.
        }
    }

    private static string ManifestOf(string folder) => Path.Combine(folder, Manifest.FileName);

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();
}
