using System.Security.Cryptography;
using System.Text;
using Gan.Math;
using Gan.Math.Training;

namespace Gan.Torch.Modalities;

/// <summary>Images that stay in their files and are decoded when they are read: memory does not grow with their number.</summary>
internal sealed class ImageFiles : ImageSource
{
    private const string TrainingFolder = "train";
    private const string TestFolder = "test";

    // Not one for each core: where the disk's caches are cold, looking at a file is mostly waiting.
    private const int FilesAtOnce = 16;

    private readonly string[] _files;
    private readonly ImageFolder _wanted;

    private ImageFiles((string File, byte Label)[] files, ImageFolder wanted, ulong seed, DataFound found)
        : base([.. files.Select(entry => entry.Label)], [wanted.Channels, wanted.Side, wanted.Side], seed) =>
        (_files, _wanted, Found) = ([.. files.Select(entry => entry.File)], wanted, found);

    /// <inheritdoc/>
    public override DataFound Found { get; }

    /// <summary>The first of a list of files, all of which have to be right.</summary>
    /// <exception cref="DataException">Something is wrong with one: each is named.</exception>
    public static ImageFiles First(int count, LabelledFiles files, ImageFolder wanted)
    {
        RequireRight(files, wanted);
        return new(files.Files[..int.Min(files.Files.Length, count)], wanted, seed: 0, DataFound.In(files));
    }

    /// <summary>Images that a run trains on.</summary>
    /// <exception cref="DataException">There are none, or something is wrong with one: each is named.</exception>
    public static ImageFiles Training(ImageFolder wanted, ulong seed)
    {
        var folder = TrainingFolderOf(wanted);
        if (folder == wanted.Folder && Directory.Exists(TestFolderOf(wanted)))
            throw new DataException($"{TestFolderOf(wanted)} lies among the images to train on: put those into "
                + $"{Path.Combine(folder, TrainingFolder)}.");
        if (folder != wanted.Folder)
            RequireNothingBeside(wanted.Folder);
        return Checked(folder, wanted, seed);
    }

    // Where the images to train on have a folder of their own, whole folders beside it may have been meant as well.
    private static void RequireNothingBeside(string folder)
    {
        string[] beside = [.. LabelledFiles.Beside(folder, [TrainingFolder, TestFolder])];
        if (beside.Length > 0)
            throw new DataException($"{folder}: {beside.Length} images lie in folders beside {TrainingFolder} and {TestFolder}; nothing "
                + $"is left out by itself." + Problems.Lines(beside));
    }

    private static string TrainingFolderOf(ImageFolder wanted)
    {
        var inside = Path.Combine(wanted.Folder, TrainingFolder);
        return Directory.Exists(inside) ? inside : wanted.Folder;
    }

    /// <summary>Images to compare with.</summary>
    /// <exception cref="DataException">There are none, or something is wrong with one: each is named.</exception>
    public static ImageFiles Test(ImageFolder wanted)
    {
        var inside = TestFolderOf(wanted);
        if (!Directory.Exists(inside))
            throw new DataException($"There is no folder {inside}: images that were not trained on have to lie there, to compare with.");
        var images = Checked(inside, wanted, seed: 0);
        if (wanted.Classes == 0)
            return images;
        var training = Listed(TrainingFolderOf(wanted), wanted);
        return images.Found.Classes.SequenceEqual(training.Classes) ? images
            : throw new DataException($"{inside} holds the classes {string.Join(", ", images.Found.Classes.Values)}, and "
                + $"{TrainingFolderOf(wanted)} others.");
    }

    /// <summary>Where those to compare with have to be.</summary>
    public static string TestFolderOf(ImageFolder wanted) => Path.Combine(wanted.Folder, TestFolder);

    /// <summary>SHA-256 of names, sizes and classes, in order.</summary>
    public string Hash()
    {
        var lines = _files.Zip(Classes, (file, label) => $"{Path.GetRelativePath(_wanted.Folder, file)} {new FileInfo(file).Length} "
            + $"{label}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>Images of the files, decoded once.</summary>
    public ImageData InMemory()
    {
        var pixels = new byte[_files.Length * Size];
        for (var i = 0; i < _files.Length; i++)
            ImageFile.Read(_files[i], _wanted).CopyTo(pixels, i * Size);
        return new(pixels, Classes, _wanted.Channels, _wanted.Side, _wanted.Side, Seed, Found);
    }

    /// <summary>Where they lie.</summary>
    public string Folder => Path.GetFullPath(_wanted.Folder);

    /// <inheritdoc/>
    protected override void Load(int index, Span<float> pixels) => Pixels.ToUnitInterval(ImageFile.Read(_files[index], _wanted), pixels);

    private static LabelledFiles Listed(string folder, ImageFolder wanted) =>
        LabelledFiles.In(folder, wanted.Classes, "the setting Data:Classes", all: true);

    private static ImageFiles Checked(string folder, ImageFolder wanted, ulong seed)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"There is no folder {folder} (Data:Folder).");
        var listed = Listed(folder, wanted);
        if (listed.Files.Length == 0)
            throw new DataException($"{folder} holds no PNG or JPEG files{(wanted.Classes > 0 ? ", one folder for each class" : "")}."
                + (listed.LeftOut.Count > 0 ? " Left out:" + Problems.Lines(listed.LeftOut) : ""));
        RequireRight(listed, wanted);
        // The first and the last ones are then of all classes, in the classes' own shares.
        var order = Seeds.Permutation(Seeds.Derive(0, "order of files", 0), listed.Files.Length);
        return new ImageFiles([.. order.Select(index => listed.Files[index])], wanted, seed, DataFound.In(listed));
    }

    private static void RequireRight(LabelledFiles files, ImageFolder wanted)
    {
        var faulty = files.Files.AsParallel().AsOrdered().WithDegreeOfParallelism(FilesAtOnce)
            .Select(entry => (entry.File, Problem: ImageFile.Problem(entry.File, wanted)))
            .Where(entry => entry.Problem is not null).Select(entry => $"{entry.File} {entry.Problem}");
        string[] problems = [.. faulty, .. files.Others];
        if (problems.Length > 0)
            throw new DataException($"{wanted.Folder}: {problems.Length} of the files cannot be used; nothing is left out by itself."
                + Problems.Lines(problems));
    }
}
