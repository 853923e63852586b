using System.Text.Json;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using SkiaSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Test images of the user's own, from folders.</summary>
public class ImageFolderTests
{
    private static void WritePng(string path, int side, Func<int, int, SKColor> colour)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                bitmap.SetPixel(x, y, colour(x, y));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static void WriteDigits(string folder, int count)
    {
        var digits = ProceduralDigits.Test(count);
        for (var i = 0; i < count; i++)
        {
            var image = digits.Image(i).ToArray();
            WritePng(Path.Combine(folder, $"{digits.Labels[i]}", $"{i:D4}.png"), 28, (x, y) => new SKColor(image[28 * y + x], image[28 * y + x], image[28 * y + x]));
        }
    }

    private static GanResult Attack(TestFolder folder, string model, string architecture, string data, int count, params string[] more) =>
        GanProgram.Run(["attack", "--model", model, "--arch", architecture, "--data", data, "--norm", "linf", "--eps", "0.1", "--attack", "fgsm", "--count", $"{count}", "--device", "cpu",
            "--save", folder["points.safetensors"], "--json", folder["report.json"], .. more]);

    [Fact]
    public void Folders_of_classes_hold_the_images_they_were_written_from()
    {
        using var folder = new TestFolder();
        WriteDigits(folder["digits"], 30);
        var result = Attack(folder, TrainedClassifier.Save(folder["model.safetensors"]), "small-cnn", folder["digits"], 30);
        Assert.True(result.ExitCode == 0, result.Error);
        using var scope = NewDisposeScope();
        var saved = SafetensorsFile.Read(folder["points.safetensors"]);
        var digits = ProceduralDigits.Test(30);
        // The first of every class, then the second.
        var order = Enumerable.Range(0, 30).GroupBy(i => digits.Labels[i]).SelectMany(group => group.Order().Select((i, place) => (i, place))).OrderBy(entry => entry.place)
            .ThenBy(entry => digits.Labels[entry.i]).Select(entry => entry.i).ToArray();
        Assert.Equal(order.Select(i => (long)digits.Labels[i]), saved["y"].data<long>().ToArray());
        Assert.Equal(order.SelectMany(i => digits.Image(i).ToArray().Select(value => value / 255f)), saved["x"].data<float>().ToArray());
        Assert.Equal(0, Attack(folder, folder["model.safetensors"], "small-cnn", folder["digits"], 7).ExitCode);
        Assert.Equal(order[..7].Select(i => (long)digits.Labels[i]), SafetensorsFile.Read(folder["points.safetensors"])["y"].data<long>().ToArray());
        Assert.Equal(0, Attack(folder, folder["model.safetensors"], "small-cnn", folder["digits"], 30).ExitCode);
        Assert.InRange(JsonDocument.Parse(File.ReadAllText(folder["report.json"])).RootElement.GetProperty("clean_accuracy").GetDouble(), 0.9, 1);
    }

    [Fact]
    public void Colour_comes_channel_by_channel_from_images_and_from_CIFAR()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var net = ClassifierArchitectures.Named("resnet20").Create(10);
        SafetensorsFile.Write(folder["net.safetensors"], [.. net.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)), .. net.named_buffers().Select(entry => (entry.name, entry.buffer))]);
        static SKColor Colour(int x, int y) => new((byte)(3 * x), (byte)(5 * y), (byte)(x + y));
        WritePng(Path.Combine(folder["colour"], "0", "a.png"), 32, Colour);
        WritePng(Path.Combine(folder["colour"], "1", "b.png"), 32, (x, y) => new SKColor(7, 8, 9));
        WritePng(Path.Combine(folder["colour"], "1", "c.png"), 32, (x, y) => new SKColor(1, 2, 3));
        var result = Attack(folder, folder["net.safetensors"], "resnet20", folder["colour"], 3);
        Assert.True(result.ExitCode == 0, result.Error);
        var fromImages = SafetensorsFile.Read(folder["points.safetensors"]);
        Assert.Equal([0L, 1L, 1L], fromImages["y"].data<long>().ToArray());

        Directory.CreateDirectory(folder["cifar"]);
        byte[] Planes(Func<int, int, SKColor> colour) => [.. new Func<SKColor, byte>[] { c => c.Red, c => c.Green, c => c.Blue }
            .SelectMany(plane => Enumerable.Range(0, 1024).Select(i => plane(colour(i % 32, i / 32))))];
        File.WriteAllBytes(Path.Combine(folder["cifar"], "test_batch.bin"), [0, .. Planes(Colour), 1, .. Planes((x, y) => new SKColor(7, 8, 9)), 1, .. Planes((x, y) => new SKColor(1, 2, 3))]);
        Assert.Equal(0, Attack(folder, folder["net.safetensors"], "resnet20", folder["cifar"], 3).ExitCode);
        var fromCifar = SafetensorsFile.Read(folder["points.safetensors"]);
        Assert.True(fromImages["x"].equal(fromCifar["x"]).all().item<bool>());
        Assert.Equal(5f / 255, fromCifar["x"][0, 1, 1, 0].item<float>());
    }

    [Fact]
    public void What_is_wrong_with_a_folder_is_said()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        void Refused(int code, string part, string data, int count = 2)
        {
            var result = Attack(folder, model, "small-cnn", data, count);
            Assert.True(result.ExitCode == code, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(folder["report.json"]));
        }
        static SKColor Grey(int x, int y) => new(9, 9, 9);
        Refused(ExitCode.Usage, "--data = nowhere: must be digits, mnist, fashion-mnist, cifar10 or a folder of images", "nowhere");
        Directory.CreateDirectory(folder["empty"]);
        Refused(ExitCode.Unreadable, "holds no test images", folder["empty"]);
        WriteDigits(folder["few"], 5);
        Refused(ExitCode.Usage, "--count = 6: must be at most 5", folder["few"], 6);
        WritePng(Path.Combine(folder["large"], "0", "a.png"), 32, Grey);
        WritePng(Path.Combine(folder["large"], "0", "b.png"), 32, Grey);
        Refused(ExitCode.Usage, "holds images of [1, 32, 32]; small-cnn takes [1, 28, 28]", folder["large"]);
        WritePng(Path.Combine(folder["mixed"], "0", "a.png"), 28, Grey);
        WritePng(Path.Combine(folder["mixed"], "0", "b.png"), 32, Grey);
        Refused(ExitCode.Unreadable, "b.png has 32x32 pixels", folder["mixed"]);
        WritePng(Path.Combine(folder["coloured"], "0", "a.png"), 28, (x, y) => new SKColor(1, 2, 3));
        Refused(ExitCode.Unreadable, "a.png is in colour", folder["coloured"]);
        WritePng(Path.Combine(folder["glass"], "0", "a.png"), 28, (x, y) => new SKColor(1, 1, 1, 100));
        Refused(ExitCode.Unreadable, "transparent", folder["glass"]);
        WritePng(Path.Combine(folder["eleven"], "10", "a.png"), 28, Grey);
        Refused(ExitCode.Unreadable, "more classes than the 10 of the network: 10", folder["eleven"]);
        WritePng(Path.Combine(folder["named"], "cat", "a.png"), 28, Grey);
        Refused(ExitCode.Unreadable, "holds images of 1 classes, and the network has 10", folder["named"]);
        WritePng(Path.Combine(folder["named"], "3", "a.png"), 28, Grey);
        Refused(ExitCode.Unreadable, "named by numbers and cat", folder["named"]);
        Directory.CreateDirectory(Path.Combine(folder["few"], ".cache"));
        Assert.Equal(0, Attack(folder, model, "small-cnn", folder["few"], 5).ExitCode);
        File.Delete(folder["report.json"]);
        WritePng(Path.Combine(folder["torn"], "0", "a.png"), 28, (x, y) => new SKColor((byte)(x * y), (byte)(x * y), (byte)(x * y)));
        var torn = Path.Combine(folder["torn"], "0", "a.png");
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..80]);
        Refused(ExitCode.Unreadable, "a.png ends early", folder["torn"]);
        File.WriteAllText(torn, "no image");
        Refused(ExitCode.Unreadable, "it is not an image", folder["torn"]);
        Directory.CreateDirectory(folder["cifar"]);
        File.WriteAllBytes(Path.Combine(folder["cifar"], "test_batch.bin"), new byte[3000]);
        Refused(ExitCode.Unreadable, "3000 bytes are not images of 3073", folder["cifar"]);
        File.WriteAllBytes(Path.Combine(folder["cifar"], "test_batch.bin"), [10, .. new byte[3072]]);
        Refused(ExitCode.Unreadable, "image 0 has the label 10", folder["cifar"]);
    }
}
