using System.Buffers.Binary;
using System.Diagnostics;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Math.Training;
using Gan.Torch;
using Gan.Torch.Modalities;
using ICSharpCode.SharpZipLib.Checksum;
using SkiaSharp;

namespace Gan.IntegrationTests;

/// <summary>Things that lie in a folder of data beside images: training, attacks and evaluation treat them alike.</summary>
public sealed class FolderWalkTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Root => _folder["images"];

    private string At(string name)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private string Write(string name, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(28, 28, SKColorType.Gray8, SKAlphaType.Opaque));
        using var data = bitmap.Encode(format, 95);
        File.WriteAllBytes(At(name), data.ToArray());
        return At(name);
    }

    private ImageFiles Training(int classes = 0) => ImageFiles.Training(new ImageFolder(Root, 28, 1, Resize.Refused, false, classes), 0);

    private string Refused() => Assert.Throws<DataException>(() => Training()).Message;

    // What an attack on the images of classes 0 and 1 says.
    private GanResult Attack() => GanProgram.Run("attack", "--model", TrainedClassifier.Save(_folder["model.safetensors"]), "--arch", "small-cnn", "--data", Root, "--norm", "linf",
        "--eps", "0.1", "--attack", "fgsm", "--count", "2", "--device", "cpu");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData(".ipynb_checkpoints/a.png")]
    [InlineData(".hidden.png")]
    [InlineData("deep/._a.png")]
    [InlineData("__MACOSX/a.png")]
    [InlineData("@eaDir/a.png")]
    [InlineData("Thumbs.db")]
    [InlineData("deep/desktop.ini")]
    public void Hidden_things_and_what_systems_leave_are_left_out_and_said(string name)
    {
        Write("a.png");
        Write(name);
        var found = Training().Found;
        Assert.Equal(1, found.Samples);
        Assert.EndsWith(" is hidden, or an operating system's", Assert.Single(found.LeftOut), StringComparison.Ordinal);
        Assert.Contains(name.Split('/').First(part => FolderWalk.IsLeftOut(part)), found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_counts_once_wherever_links_lead()
    {
        var image = Write("b/a.png");
        Directory.CreateSymbolicLink(At("a"), At("b"));
        Directory.CreateSymbolicLink(At("b/loop"), Root);
        File.CreateSymbolicLink(At("c.png"), image);
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.Copy(image, _folder["elsewhere/d.png"]);
        Directory.CreateSymbolicLink(At("e"), _folder["elsewhere"]);
        var walk = FolderWalk.Of(Root);
        Assert.Equal([image, At("e/d.png")], walk.Files);
        Assert.Equal([$"{At("a")} is a link to {At("b")}, which is counted already", $"{At("b/loop")} is a link that leads back to {Root}, which holds it",
            $"{At("c.png")} is a link to {image}, which is counted already"], walk.LeftOut);
        Assert.Empty(walk.Problems);
        File.CreateSymbolicLink(At("nowhere.png"), At("gone.png"));
        Assert.Contains("nowhere.png is a link to", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    public void What_is_no_plain_file_is_named_and_not_opened(string kind)
    {
        Write("0/a.png");
        Write("1/a.png");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        if (kind == "pipe")
            Run("mkfifo", At("1/zz.png"));
        else
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(At("1/zz.png")));
        Assert.Contains($"{At("1/zz.png")} is a pipe, a socket or a device", Refused(), StringComparison.Ordinal);
        var attacked = Attack();
        Assert.Equal(ExitCode.Unreadable, attacked.ExitCode);
        Assert.Contains($"{At("1/zz.png")} is a pipe, a socket or a device", attacked.Error, StringComparison.Ordinal);
    }

    // Nothing answers: a signal ends the program all the same.
    [Fact]
    public void A_signal_ends_a_program_that_waits_for_a_file_for_ever()
    {
        Run("mkfifo", _folder["model.safetensors"]);
        using var process = GanProcess.Start(["attack", "--model", _folder["model.safetensors"], "--arch", "small-cnn", "--data", "digits", "--norm", "linf", "--eps", "0.1", "--count", "2"]);
        Thread.Sleep(3000);
        Assert.False(process.HasExited);
        process.Send(System.Runtime.InteropServices.PosixSignal.SIGTERM);
        Assert.Equal(ExitCode.Terminated, process.WaitForEnd(TimeSpan.FromMinutes(2)).ExitCode);
    }

    [Theory]
    [InlineData("1/b.webp", SKEncodedImageFormat.Webp, "is no PNG or JPEG file")]
    [InlineData("b.png", SKEncodedImageFormat.Png, "lies in no class's folder")]
    [InlineData("1/deep/b.png", SKEncodedImageFormat.Png, "lies in no class's folder")]
    public void Other_files_are_named_by_an_attack_as_by_training(string name, SKEncodedImageFormat format, string problem)
    {
        Write("0/a.png");
        Write("1/a.png");
        var result = Attack();
        Assert.True(result.ExitCode == 0, result.Error);
        Write(name, format);
        Assert.Contains($"{At(name)} {problem}", Assert.Throws<DataException>(() => Training(2)).Message, StringComparison.Ordinal);
        var attacked = Attack();
        Assert.Equal(ExitCode.Unreadable, attacked.ExitCode);
        Assert.Contains($"{At(name)} {problem}", attacked.Error, StringComparison.Ordinal);
    }

    // EXIF in the byte order of Intel and of Motorola, in a JPEG file's APP1 and a PNG file's eXIf.
    [Theory]
    [InlineData("b.png", true)]
    [InlineData("b.png", false)]
    [InlineData("b.jpg", true)]
    [InlineData("b.jpg", false)]
    public void Images_that_EXIF_turns_are_named(string name, bool little)
    {
        foreach (var orientation in Enumerable.Range(1, 8))
        {
            Write("0/a.png");
            var path = Write($"1/{name}", name.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg);
            File.WriteAllBytes(path, WithExif(File.ReadAllBytes(path), orientation, little));
            var attacked = Attack();
            if (orientation == 1)
            {
                Assert.True(attacked.ExitCode == 0, attacked.Error);
                Assert.Equal(2, Training(2).Count);
                continue;
            }
            Assert.Equal(ExitCode.Unreadable, attacked.ExitCode);
            Assert.Contains($"{path} is turned by its EXIF orientation", attacked.Error, StringComparison.Ordinal);
            Assert.Contains($"{path} is turned by its EXIF orientation", Refused(), StringComparison.Ordinal);
        }
    }

    private static byte[] WithExif(byte[] image, int orientation, bool little)
    {
        byte[] tiff = little ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        if (image[0] == 0xFF)
        {
            byte[] segment = [.. "Exif\0\0"u8, .. tiff];
            return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(segment.Length + 2), .. segment, .. image[2..]];
        }
        byte[] chunk = [.. "eXIf"u8, .. tiff];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, tiff.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Sum(chunk));
        const int behindHeader = 33;
        return [.. image[..behindHeader], .. length, .. chunk, .. sum, .. image[behindHeader..]];
    }

    private static uint Sum(byte[] chunk)
    {
        var sum = new Crc32();
        sum.Update(chunk);
        return (uint)sum.Value;
    }

    // 111 kB that claim to be 625 million pixels.
    [Fact]
    public void An_image_that_is_far_too_large_is_named_before_it_is_decoded()
    {
        Write("a.png");
        var path = Write("bomb.png");
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 25_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 25_000);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Sum(bytes[12..29]));
        File.WriteAllBytes(path, bytes);
        var cropped = new ImageFolder(Root, 28, 1, Resize.Cropped, true, 0);
        Assert.Contains($"{path} has 25000x25000 pixels, and at most 100 million are decoded",
            Assert.Throws<DataException>(() => ImageFiles.Training(cropped, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_says_what_it_found_and_goes_on_when_its_data_has_moved()
    {
        foreach (var name in new[] { "cat/a.png", "cat/b.png", "dog/a.png", "dog/b.png", ".hidden.png" })
            Write(name);
        string[] Train(string data, int steps) => ["train", "--run", _folder["run"], "--preset", "digits", "--steps", $"{steps}", "--set", "Training:BatchSize=2", "--set", "Data:Name=images", "--set", "Data:Side=28",
            "--set", "Data:Channels=1", "--set", "Data:Classes=2", "--set", $"Data:Folder={data}", "--set", "Checkpoint:Every=1"];
        var first = GanProgram.Run(Train(Root, 2));
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("data: 4 samples of 2 classes (0 cat, 1 dog); left out:", first.Output, StringComparison.Ordinal);
        Assert.Contains("\"classes\":{\"0\":\"cat\",\"1\":\"dog\"}", File.ReadAllText(_folder["run/data.json"]), StringComparison.Ordinal);
        Directory.Move(Root, _folder["moved"]);
        Assert.Equal(0, GanProgram.Run(Train(_folder["moved"], 3)).ExitCode);
        Directory.Move(_folder["moved"], _folder["again"]);
        var third = GanProgram.Run(Train(_folder["again"], 4));
        Assert.True(third.ExitCode == 0, third.Error);
        Assert.Contains("after step 3", third.Output, StringComparison.Ordinal);
        File.Delete(_folder["again/dog/b.png"]);
        var changed = GanProgram.Run(Train(_folder["again"], 5));
        Assert.Equal(ExitCode.Unreadable, changed.ExitCode);
        Assert.Contains("are not those that the run began with", changed.Error, StringComparison.Ordinal);
    }
}
