using System.Globalization;

namespace Gan.Torch.Modalities;

/// <summary>
/// The PNG and JPEG files below a folder, with their classes. Folders that are named by whole numbers are the classes of these numbers;
/// others count from 0 in the order of their names, and then every class has to have one. The first image of each class comes first, then
/// the second of each, by file name: so that the first N are of all classes.
/// </summary>
internal sealed class LabelledFiles
{
    private LabelledFiles((string File, byte Label)[] files, SortedDictionary<int, string> classes, FolderWalk walk)
    {
        var used = files.Select(entry => entry.File).ToHashSet();
        (Files, Classes, LeftOut) = (files, classes, walk.LeftOut);
        Others = [.. walk.Problems, .. walk.Files.Where(file => !used.Contains(file))
            .Select(file => ImageFile.IsNamed(file) ? $"{file} lies in no class's folder" : $"{file} is no PNG or JPEG file")];
    }

    /// <summary>The images, with their classes.</summary>
    public (string File, byte Label)[] Files { get; }

    /// <summary>Names of the folders that hold images, by class; empty where classes do not matter.</summary>
    public IReadOnlyDictionary<int, string> Classes { get; }

    /// <summary>Hidden files and repeated ones, each with its reason.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Everything else that lies there, each with what it is.</summary>
    public string[] Others { get; }

    /// <summary>Finds them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">Labels run from 0 to one less; 0 if classes do not matter, then all files at any depth have label 0.</param>
    /// <param name="whose">Who wants so many classes.</param>
    /// <param name="all">Whether each of them has to have an image.</param>
    /// <exception cref="DataException">It cannot be read, or its classes are others.</exception>
    public static LabelledFiles In(string folder, int classes, string whose, bool all = false)
    {
        var walk = Guard(folder, () => FolderWalk.Of(folder));
        var images = walk.Files.Where(ImageFile.IsNamed);
        if (classes == 0)
            return new([.. images.Select(file => (file, (byte)0))], new(), walk);
        // A folder without images is no class: programs leave such beside data.
        var folders = images.GroupBy(file => Path.GetDirectoryName(Path.GetRelativePath(folder, file))!)
            .Where(group => group.Key.Length > 0 && !group.Key.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(group => (Name: group.Key, Files: group.ToArray()))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal).ToArray();
        try
        {
            var files = OfClasses(folder, folders, classes, whose, all);
            var names = files.DistinctBy(entry => entry.Label)
                .ToDictionary(entry => (int)entry.Label, entry => Path.GetFileName(Path.GetDirectoryName(entry.File)!));
            return new(files, new(names), walk);
        }
        catch (DataException wrong) when (walk.LeftOut.Count > 0)
        {
            throw new DataException(wrong.Message + " Left out:" + Problems.Lines(walk.LeftOut), wrong);
        }
    }

    /// <summary>The images in the other folders of a folder, at any depth; not in hidden ones, in links, in what may not be read,
    /// nor in runs of this program.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="known">Names of folders in it that are no others.</param>
    public static IEnumerable<string> Beside(string folder, string[] known)
    {
        var options = new EnumerationOptions
        {
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        IEnumerable<string> Inside(string path) => File.Exists(Path.Combine(path, "experiment.json")) ? []
            : Directory.EnumerateFiles(path, "*", options).Where(ImageFile.IsNamed).Order(StringComparer.Ordinal)
                .Concat(Folders(path).SelectMany(Inside));
        IEnumerable<string> Folders(string path) => Directory.EnumerateDirectories(path, "*", options)
            .Where(inner => !FolderWalk.IsLeftOut(Path.GetFileName(inner))).Order(StringComparer.Ordinal);
        return Folders(folder).Where(path => !known.Contains(Path.GetFileName(path))).SelectMany(Inside);
    }

    private static T Guard<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read {folder}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }

    private static (string File, byte Label)[] OfClasses(string folder, (string Name, string[] Files)[] folders, int classes, string whose,
        bool all)
    {
        var numbered = folders.Where(entry => int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToArray();
        if (numbered.Length == 0 && folders.Length > 0 && folders.Length != classes)
            throw new DataException(
                $"{folder} holds images of {folders.Length} classes, and {whose} has {classes}: name each folder by its class's number "
                    + $"from 0 to {classes - 1}.");
        if (numbered.Length > 0 && numbered.Length < folders.Length)
            throw new DataException($"{folder} holds folders of images that are named by numbers and "
                + $"{folders.Except(numbered).First().Name}: which class that is cannot be told.");
        var labelled = folders.Select((entry, index) => (entry.Files, Label: numbered.Length > 0
            ? int.Parse(entry.Name, CultureInfo.InvariantCulture) : index)).ToArray();
        if (labelled.Where(entry => entry.Label >= classes).Select(entry => entry.Label).ToArray() is { Length: > 0 } surplus)
            throw new DataException($"{folder} holds more classes than the {classes} of {whose}: {string.Join(", ", surplus)}.");
        if (all && labelled.Length > 0 && Enumerable.Range(0, classes).Except(labelled.Select(entry => entry.Label))
            .ToArray() is { Length: > 0 } missing)
            throw new DataException($"{folder} holds no images of the classes {string.Join(", ", missing)}, and {whose} has {classes}.");
        return [.. labelled.SelectMany(entry => entry.Files.Select((file, place) => (File: file, Label: (byte)entry.Label, Place: place)))
            .OrderBy(entry => entry.Place).ThenBy(entry => entry.Label).Select(entry => (entry.File, entry.Label))];
    }
}
