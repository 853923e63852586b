using Gan.Host;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Math.Training;
using Gan.Torch;
using Gan.Torch.Modalities;
using SkiaSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The user's own images to train on, CIFAR-10 and Fashion-MNIST: what becomes of them, and what is said of those that do not fit.</summary>
public sealed class TrainingImagesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ImageFolder Wanted(int side = 8, int channels = 3, string resize = "none", bool converts = false, int classes = 0) =>
        new(_folder["images"], side, channels, resize == "crop" ? Resize.Cropped : resize == "stretch" ? Resize.Stretched : Resize.Refused, converts, classes);

    private string Write(string name, int width, int height, Func<int, int, SKColor> colour, bool grey = false)
    {
        var path = Path.Combine(_folder["images"], name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, grey ? SKColorType.Gray8 : SKColorType.Rgba8888, grey ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (grey)
                    bitmap.GetPixelSpan()[y * bitmap.RowBytes + x] = colour(x, y).Red;
                else
                    bitmap.SetPixel(x, y, colour(x, y));
        using var data = bitmap.Encode(path.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 95);
        using var file = File.Create(path);
        data.SaveTo(file);
        return path;
    }

    private static SKColor Plain(int x, int y) => new(10, 200, 30);

    private static SKColor Ramp(int x, int y) => new((byte)(10 * x), (byte)(10 * y), 5);

    private static float[] Pixels(ImageSource images, int index)
    {
        using var tensor = images.Images(index, 1);
        return tensor.data<float>().ToArray();
    }

    [Fact]
    public void Every_fault_of_every_file_is_said_with_its_path_before_anything_is_trained()
    {
        string[] good = [Write("a.png", 8, 8, Plain), Write("deep/er/b.jpg", 8, 8, Plain)];
        Assert.Equal(2, ImageFiles.Training(Wanted(), 0).Count);
        var large = Write("large.png", 9, 8, Plain);
        var grey = Write("grey.png", 8, 8, (x, y) => new SKColor(7, 7, 7), grey: true);
        var torn = Write("torn.png", 8, 8, Ramp);
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..^20]);
        var tornJpeg = Write("torn.jpg", 8, 8, Ramp);
        File.WriteAllBytes(tornJpeg, File.ReadAllBytes(tornJpeg)[..^40]);
        var empty = Path.Combine(_folder["images"], "empty.png");
        File.WriteAllBytes(empty, []);
        var text = Path.Combine(_folder["images"], "text.png");
        File.WriteAllText(text, "no image at all");
        var other = Path.Combine(_folder["images"], "notes.txt");
        File.WriteAllText(other, "notes");
        File.WriteAllText(Path.Combine(_folder["images"], ".hidden"), "left by a program");
        var refused = Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(), 0));
        Assert.Contains("7 of the files", refused.Message, StringComparison.Ordinal);
        foreach (var (path, what) in new[] { (large, "has 8x9 pixels"), (grey, "is grey"), (torn, "ends early"), (tornJpeg, "ends early"), (empty, "is empty"), (text, "is no PNG or JPEG image"), (other, "is no PNG or JPEG file") })
            Assert.Contains($"\n  {path} {what}", refused.Message, StringComparison.Ordinal);
        Assert.All(good, path => Assert.DoesNotContain(path, refused.Message, StringComparison.Ordinal));

        // What other settings allow is no fault.
        foreach (var path in new[] { torn, tornJpeg, empty, text, other })
            File.Delete(path);
        Assert.Equal(4, ImageFiles.Training(Wanted(resize: "crop", converts: true), 0).Count);
        var program = GanProgram.Run(["train", "--preset", "digits", "--run", _folder["run"], "--steps", "2", "--set", "Data:Name=images", "--set", $"Data:Folder={_folder["images"]}", "--set", "Data:Side=32",
            "--set", "Model:Architecture=dcgan32", "--set", "Model:Width=4"]);
        Assert.Equal(ExitCode.Unreadable, program.ExitCode);
        Assert.Contains($"{good[0]} has 8x8 pixels, and 32x32 are wanted (Data:Resize = crop or stretch", program.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder["run"], "metrics.jsonl")));
    }

    [Fact]
    public void The_parts_of_a_file_say_whether_it_is_grey_and_whole()
    {
        ImageHeader? Header(byte[] bytes) => ImageHeader.Read(new MemoryStream(bytes));
        foreach (var name in new[] { "a.png", "a.jpg" })
        {
            var colour = File.ReadAllBytes(Write(name, 40, 30, Ramp));
            var grey = File.ReadAllBytes(Write(name, 40, 30, (x, y) => new SKColor((byte)(5 * x), 0, 0), grey: true));
            Assert.Equal(new ImageHeader(IsGrey: false, IsWhole: true), Header(colour));
            Assert.Equal(new ImageHeader(IsGrey: true, IsWhole: true), Header(grey));
            // Whatever stands behind the end, and wherever the file was cut.
            Assert.Equal(new ImageHeader(IsGrey: true, IsWhole: true), Header([.. grey, .. Enumerable.Repeat((byte)0, 10_000)]));
            for (var length = 8; length < colour.Length; length++)
                Assert.False(Header(colour[..length])!.Value.IsWhole, $"{name} cut to {length} of {colour.Length} bytes");
        }
        // A thumbnail in the header has an end of its own.
        var jpeg = File.ReadAllBytes(Path.Combine(_folder["images"], "a.jpg"));
        byte[] thumbnail = [0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 0xFF, 0xD9, 0, 0];
        Assert.True(Header([.. jpeg[..2], .. thumbnail, .. jpeg[2..]])!.Value.IsWhole);
        Assert.False(Header([.. jpeg[..2], .. thumbnail, .. jpeg[2..^2]])!.Value.IsWhole);
        // Grey with transparency: colour type 4.
        var png = File.ReadAllBytes(Path.Combine(_folder["images"], "a.png"));
        png[25] = 4;
        Assert.True(Header(png)!.Value.IsGrey);
        Assert.Null(Header("RIFF1234WEBPVP8 "u8.ToArray()));
        Assert.Null(Header([0xFF]));
    }

    [Fact]
    public void Images_beside_those_to_train_on_are_named()
    {
        Write("train/a.png", 8, 8, Plain);
        Write("test/b.png", 8, 8, Plain);
        Assert.Equal(1, ImageFiles.Training(Wanted(), 0).Count);
        // What programs leave, and this one's own runs, are no images to train on.
        Write(".thumbnails/c.png", 8, 8, Plain);
        Write("runs/digits/samples/step-1.png", 8, 8, Plain);
        File.WriteAllText(Path.Combine(_folder["images"], "runs", "digits", "experiment.json"), "{}");
        Directory.CreateSymbolicLink(Path.Combine(_folder["images"], "latest"), Path.Combine(_folder["images"], "train"));
        Assert.Equal(1, ImageFiles.Training(Wanted(), 0).Count);
        string[] beside = [Write("valid/cat/c.png", 8, 8, Plain), Write("training/e.png", 8, 8, Plain)];
        var refused = Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(), 0));
        Assert.Contains("2 images lie in folders beside train and test", refused.Message, StringComparison.Ordinal);
        Assert.All(beside, path => Assert.Contains($"\n  {path}", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_flipped_byte_in_the_pixels_ends_the_run_with_the_file_s_path()
    {
        for (var i = 0; i < 8; i++)
            Write($"{i}.png", 32, 32, (x, y) => new SKColor((byte)(x * y * (i + 1)), (byte)(x ^ y), (byte)(31 * x + y)));
        var damaged = Path.Combine(_folder["images"], "5.png");
        var bytes = File.ReadAllBytes(damaged);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(damaged, bytes);
        var result = GanProgram.Run(["train", "--preset", "digits", "--run", _folder["run"], "--steps", "4", "--set", "Data:Name=images", "--set", $"Data:Folder={_folder["images"]}", "--set", "Data:Side=32",
            "--set", "Model:Architecture=dcgan32", "--set", "Model:Width=4", "--set", "Training:BatchSize=4"]);
        Assert.True(result.ExitCode == ExitCode.Unreadable, $"{result.ExitCode}: {result.Error}");
        Assert.Contains(damaged, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_folders_and_one_class_is_none()
    {
        Write("train/cat/a.png", 8, 8, Plain);
        Write("train/cat/b.png", 8, 8, Plain);
        Write("train/dog/c.png", 8, 8, Plain);
        Write("test/cat/d.png", 8, 8, Plain);
        Write("test/dog/e.png", 8, 8, Plain);
        Assert.Equal(new byte[] { 0, 0, 1 }, ImageFiles.Training(Wanted(classes: 2), 0).Labels.ToArray().Order());
        Assert.Equal(new byte[] { 0, 1 }, ImageFiles.Test(Wanted(classes: 2)).Labels.ToArray().Order());
        Assert.Contains("holds images of 2 classes, and the setting Data:Classes has 3", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(classes: 3), 0)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_folder["images"], "train", "dog"), recursive: true);
        Assert.Contains("holds images of 1 classes, and the setting Data:Classes has 2", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(classes: 2), 0)).Message, StringComparison.Ordinal);
        var astray = Write("train/astray.png", 8, 8, Plain);
        Write("train/dog/c.png", 8, 8, Plain);
        Assert.Contains($"{astray} lies in no class's folder", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(classes: 2), 0)).Message, StringComparison.Ordinal);
        File.Delete(astray);
        Directory.Move(Path.Combine(_folder["images"], "test", "dog"), Path.Combine(_folder["images"], "test", "ant"));
        Assert.Contains("holds the classes ant, cat, and", Assert.Throws<DataException>(() => ImageFiles.Test(Wanted(classes: 2))).Message, StringComparison.Ordinal);
        Directory.Move(Path.Combine(_folder["images"], "train", "cat"), Path.Combine(_folder["images"], "train", "0"));
        Directory.Move(Path.Combine(_folder["images"], "train", "dog"), Path.Combine(_folder["images"], "train", "2"));
        Assert.Contains("holds no images of the classes 1, and the setting Data:Classes has 3", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(classes: 3), 0)).Message, StringComparison.Ordinal);
        Directory.Move(Path.Combine(_folder["images"], "train"), Path.Combine(_folder["images"], "all"));
        Assert.Contains("lies among the images to train on", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(), 0)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_folder["images"], "test"), recursive: true);
        Assert.Contains("not trained on have to lie there", Assert.Throws<DataException>(() => ImageFiles.Test(Wanted())).Message, StringComparison.Ordinal);
        Directory.Delete(_folder["images"], recursive: true);
        Assert.Contains("There is no folder", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(), 0)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder["images"]);
        Assert.Contains("holds no PNG or JPEG files", Assert.Throws<DataException>(() => ImageFiles.Training(Wanted(), 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sizes_are_cropped_in_the_middle_or_stretched()
    {
        // Left third red, middle green, right blue.
        Write("wide.png", 24, 8, (x, y) => x < 8 ? new SKColor(255, 0, 0) : x < 16 ? new SKColor(0, 255, 0) : new SKColor(0, 0, 255));
        var cropped = Pixels(ImageFiles.Training(Wanted(resize: "crop"), 0), 0);
        Assert.All(cropped[..64], red => Assert.Equal(0, red));
        Assert.All(cropped[64..128], green => Assert.Equal(1, green));
        var stretched = Pixels(ImageFiles.Training(Wanted(resize: "stretch"), 0), 0);
        Assert.Equal([1f, 0f], new[] { stretched[0], stretched[7] });
        Assert.Equal([0f, 1f], new[] { stretched[128], stretched[128 + 7] });
        // Half the size: the mean of four places.
        Directory.Delete(_folder["images"], recursive: true);
        Write("board.png", 16, 16, (x, y) => (x + y) % 2 == 0 ? SKColors.White : SKColors.Black);
        Assert.All(Pixels(ImageFiles.Training(Wanted(resize: "crop"), 0), 0), value => Assert.InRange(value, 0.49, 0.51));
        // As it is, byte by byte.
        Directory.Delete(_folder["images"], recursive: true);
        Write("ramp.png", 8, 8, Ramp);
        Assert.Equal(Enumerable.Range(0, 192).Select(i => (i / 64 == 0 ? 10 * (i % 8) : i / 64 == 1 ? 10 * (i % 64 / 8) : 5) / 255f), Pixels(ImageFiles.Training(Wanted(), 0), 0));
        Assert.All(Pixels(ImageFiles.Training(Wanted(channels: 1, converts: true), 0), 0)[..1], grey => Assert.Equal(1 / 255f, grey));
    }

    [Fact]
    public void A_GAN_of_a_folder_trains_resumes_to_the_same_bits_and_samples_in_colour()
    {
        for (var i = 0; i < 12; i++)
            Write($"{i}.png", 40 + i, 48, (x, y) => new SKColor((byte)(6 * x), (byte)(5 * y), (byte)(20 * i)));
        string[] Train(string run, int steps) => ["train", "--preset", "digits", "--run", _folder[run], "--steps", $"{steps}", "--device", "cpu", "--set", "Data:Name=images", "--set", $"Data:Folder={_folder["images"]}",
            "--set", "Data:Side=32", "--set", "Data:Resize=crop", "--set", "Model:Architecture=resnet32", "--set", "Model:Width=4", "--set", "Training:BatchSize=5", "--set", "Training:Augmentation=colour-translation-cutout",
            "--set", "Sample:Every=2", "--set", "Checkpoint:Every=3"];
        GanProgram.Done(Train("whole", 8));
        GanProgram.Done(Train("parts", 3));
        GanProgram.Done(Train("parts", 8));
        byte[] Weights(string run) => File.ReadAllBytes(Path.Combine(_folder[run], "checkpoints", "step-00000008", "generator.safetensors"));
        Assert.Equal(Weights("whole"), Weights("parts"));
        // Another image, and the run does not go on.
        File.Copy(Path.Combine(_folder["images"], "0.png"), Path.Combine(_folder["images"], "13.png"));
        var changed = GanProgram.Run(Train("parts", 9));
        Assert.Equal(ExitCode.Unreadable, changed.ExitCode);
        Assert.Contains("are not those that the run began with", changed.Error, StringComparison.Ordinal);
        GanProgram.Done(["film", "--run", _folder["whole"], "--frames", "3", "--count", "5", "--out", _folder["film.png"]]);
        using var film = SKBitmap.Decode(_folder["film.png"]);
        Assert.Contains(film.Pixels, colour => colour.Red != colour.Green);
        Assert.Equal((3 * 66, 5 * 66), (film.Width, film.Height));
        // The first row's last frame is the first image of the last grid.
        using var grid = SKBitmap.Decode(Path.Combine(_folder["whole"], "samples", "step-00000008.png"));
        for (var y = 4; y < 60; y += 7)
            for (var x = 4; x < 60; x += 7)
                Assert.Equal(grid.GetPixel(x, y), film.GetPixel(2 * 66 + x, y));
    }

    // Three classes, told apart by where they are bright, in images of another size and in colour: made alike for training and for testing.
    [Fact]
    public void A_classifier_of_a_folder_is_judged_on_the_folder_s_own_test_images()
    {
        foreach (var (split, count) in new[] { ("train", 20), ("test", 3) })
            for (var i = 0; i < 3 * count; i++)
                Write($"{split}/{"abc"[i % 3]}/{i / 3}.png", 40, 30, (x, y) => (i % 3) switch { 0 => x < 20, 1 => x >= 20, _ => y < 15 } ? new SKColor(250, 240, (byte)(255 - i)) : new SKColor(5, 0, (byte)i));
        GanProgram.Done("train", "--preset", "digits-natural", "--run", _folder["run"], "--steps", "30", "--set", "Data:Name=images", "--set", $"Data:Folder={_folder["images"]}", "--set", "Data:Side=28", "--set", "Data:Channels=1",
            "--set", "Data:Resize=stretch", "--set", "Data:Colour=convert", "--set", "Data:Classes=3", "--set", "Training:BatchSize=20");
        var report = GanProgram.Run("attack", "--run", _folder["run"], "--norm", "linf", "--eps", "0.01", "--attack", "fgsm", "--count", "9", "--device", "cpu");
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("100.00 %       9 of 9", report.Output, StringComparison.Ordinal);
        var many = GanProgram.Run("evaluate", "--run", _folder["run"], "--count", "10", "--device", "cpu");
        Assert.Equal(ExitCode.Usage, many.ExitCode);
        Assert.Contains($"--count = 10: must be at most 9, the test images of {_folder["images/test"]}", many.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ways_between_latents_begin_and_end_at_samples()
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(PresetExperiment.Of("digits"), 20, CPU);
        var (ways, samples) = (model.Samples.Interpolate(3, rows: 2, columns: 10), model.Samples.Draw(3, 4));
        Assert.Equal([20, 1, 28, 28], ways.shape);
        foreach (var (place, sample) in new[] { (0, 0), (9, 1), (10, 2), (19, 3) })
            Assert.True((ways[place] - samples[sample]).abs().max().item<float>() < 1e-5);
        Assert.True((model.Samples.Interpolate(3, rows: 101, columns: 10)[1009] - model.Samples.Draw(3, 202)[201]).abs().max().item<float>() < 1e-5);
        Assert.Contains("--count: must be left out", GanProgram.Run(["sample", "--run", _folder["run"], "--interpolate", "2", "--count", "3", "--out", _folder["ways.png"]]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar_and_fashion_are_read_from_the_root()
    {
        var root = _folder["root"];
        Directory.CreateDirectory(Path.Combine(root, "cifar-10-batches-bin"));
        for (var part = 1; part <= 5; part++)
            File.WriteAllBytes(Path.Combine(root, "cifar-10-batches-bin", $"data_batch_{part}.bin"), [(byte)part, .. Enumerable.Repeat((byte)(10 * part), 3072)]);
        var experiment = PresetExperiment.Of("digits", [("Data:Name", "cifar10"), ("Model:Architecture", "dcgan32")]);
        var images = DataSets.TrainingImages(experiment.Data, root, experiment.DataCount, experiment.Seed);
        Assert.Equal([1, 2, 3, 4, 5], images.Labels.ToArray());
        Assert.Equal(30 / 255f, Pixels(images, 2)[3071]);
        Assert.Contains("test_batch.bin", Assert.Throws<DataException>(() => DataSets.TestImages(experiment.Data, root, 1)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(root, "cifar-10-batches-bin", "data_batch_4.bin"));
        Assert.Contains("data_batch_4.bin", Assert.Throws<DataException>(() => DataSets.TrainingImages(experiment.Data, root, experiment.DataCount, experiment.Seed)).Message, StringComparison.Ordinal);
        var fashion = PresetExperiment.Of("digits", [("Data:Name", "fashion-mnist")]);
        Assert.Contains("put the four files there", Assert.Throws<DataException>(() => DataSets.TrainingImages(fashion.Data, root, fashion.DataCount, fashion.Seed)).Message, StringComparison.Ordinal);
        if (Repository.MnistRoot is not { } mnist)
            return;
        Directory.CreateSymbolicLink(Path.Combine(root, "fashion-mnist"), Path.Combine(mnist, "mnist"));
        Assert.Equal(60_000, DataSets.TrainingImages(fashion.Data, root, fashion.DataCount, fashion.Seed).Count);
    }
}
