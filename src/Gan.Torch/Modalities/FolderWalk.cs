using Gan.Torch.Native;

namespace Gan.Torch.Modalities;

/// <summary>
/// One look at a folder and at everything below it, by rules that training, attacks and evaluation share. Names that begin with a dot, and
/// those that operating systems leave beside data, are left out. Links are followed, and every file counts once: under its own place if it
/// has one here. What is no plain file is not opened.
/// </summary>
internal sealed class FolderWalk
{
    // macOS, Windows, network storage, ext4.
    private static readonly string[] Systems =
        ["__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found"];

    private readonly List<string> _files = [];
    private readonly List<string> _leftOut = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _seen = [];
    private readonly Queue<FileSystemInfo> _links = [];

    private FolderWalk(string folder)
    {
        Enter(folder);
        while (_links.TryDequeue(out var link))
            Follow(link);
        _files.Sort(StringComparer.Ordinal);
    }

    /// <summary>Looks.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static FolderWalk Of(string folder) => new(folder);

    /// <summary>Plain files, in the order of their paths.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Files and folders that were left out, each with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Things that are no files to be read, each with the reason.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>True if a name is hidden, or an operating system's.</summary>
    public static bool IsLeftOut(string name) => name.StartsWith('.') || Systems.Contains(name, StringComparer.OrdinalIgnoreCase);

    private void Enter(string folder)
    {
        if (FileStatus.Of(folder) is { } found)
            _seen[found.Identity] = folder;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, entry.Name);
            if (IsLeftOut(entry.Name))
                _leftOut.Add($"{path} is hidden, or an operating system's");
            else if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal))
                _problems.Add($"{path} has a name that is not UTF-8: rename it");
            else if (entry.LinkTarget is not null)
                _links.Enqueue(entry);
            else
                Take(path);
        }
    }

    private void Take(string path)
    {
        if (FileStatus.Of(path) is not { } found)
            _problems.Add($"{path} cannot be looked at");
        else if (found.Kind == FileKind.Folder)
            Enter(path);
        else if (found.Kind == FileKind.Plain)
        {
            // Two names of one file (hard links) are two images: nobody can tell which of them is meant.
            _seen[found.Identity] = path;
            _files.Add(path);
        }
        else
            _problems.Add($"{path} is a pipe, a socket or a device");
    }

    private void Follow(FileSystemInfo link)
    {
        var path = link.ToString();
        if (FileStatus.Of(path) is not { } found)
            _problems.Add($"{path} is a link to {link.LinkTarget}, where nothing is");
        else if (_seen.TryGetValue(found.Identity, out var counted))
            _leftOut.Add(IsWithin(path, counted) ? $"{path} is a link that leads back to {counted}, which holds it"
                : $"{path} is a link to {counted}, which is counted already");
        else
            Take(path);
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
