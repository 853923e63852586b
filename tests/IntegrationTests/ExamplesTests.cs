using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Gan.IntegrationTests.Support;
using SkiaSharp;

namespace Gan.IntegrationTests;

/// <summary>The programs in examples/, as they are.</summary>
public class ExamplesTests
{
    private static string Run(string name, params string[] arguments)
    {
        var output = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')));
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Repository.Root, "examples", name, "bin", configuration, output!, "linux-x64", $"{name}.dll");
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["OMP_NUM_THREADS"] = "1"; // other tests run beside it
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text + error.Result);
        return text;
    }

    private static double Number(string text, string pattern) =>
        double.Parse(Regex.Match(text, pattern) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"No {pattern} in:\n{text}"),
            CultureInfo.InvariantCulture);

    [Fact]
    public void A_classifier_of_one_s_own_is_attacked()
    {
        var text = Run("AttackYourClassifier");
        Assert.InRange(Number(text, @"clean +(\d+) of 50"), 40, 50);
        // Each attack gets what the one before has left.
        Assert.InRange(Number(text, @"square +(\d+) of 50"), 0, Number(text, @"apgd-ce +(\d+) of 50"));
        Assert.InRange(Number(text, @"largest perturbation (\d\.\d+)"), 0.0999, 0.1001);
    }

    [Fact]
    public void A_GAN_of_one_s_own_learns_the_radius_of_a_circle() =>
        Assert.InRange(Number(Run("TrainYourGan"), @"radius of samples: (\d\.\d+)"), 1.6, 2.4);

    [Fact]
    public void A_loss_of_one_s_own_is_differentiated_and_trained()
    {
        var text = Run("NewLoss");
        Assert.Equal(1, Number(text, @"dJ_G / dD at 0.5: (\S+)"));
        Assert.InRange(Number(text, @"samples: mean (\d\.\d+)"), 2.5, 3.5);
    }

    // Two classes of plain colours, which any classifier tells apart, at any radius of 4/255.
    [Fact]
    public void A_robust_classifier_of_one_s_own_images_is_trained()
    {
        using var folder = new TestFolder();
        foreach (var split in new[] { "train", "test" })
            foreach (var (name, colour) in new[] { ("blue", new SKColor(20, 20, 220)), ("red", new SKColor(220, 20, 20)) })
                for (var i = 0; i < 16; i++)
                    Save(Path.Combine(Directory.CreateDirectory(folder[$"{split}/{name}"]).FullName, $"{i}.png"), colour);
        var text = Run("RobustImages", folder.Root, "2", "16", "30");
        Assert.Contains("clean: 32 of 32; under APGD: 32", text, StringComparison.Ordinal);
    }

    private static void Save(string path, SKColor colour)
    {
        using var bitmap = new SKBitmap(16, 16);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }
}
