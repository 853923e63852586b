using System.IO.Compression;
using Gan.Host;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>Comparisons that gan evaluate refuses, all asked of one run.</summary>
public sealed class RefusedComparisonTests(RefusedComparisonTests.TrainedRun trained) : IClassFixture<RefusedComparisonTests.TrainedRun>
{
    public sealed class TrainedRun : IDisposable
    {
        public TrainedRun() => Run.Train("--set", "Data:Count=5500");

        public JudgedRun Run { get; } = new();

        public void Dispose() => Run.Dispose();
    }

    [Theory]
    [InlineData("--count = 128: must be at least 129", "--count", "128")]
    [InlineData("--count = 5501: must be at most 5500", "--count", "5501")]
    [InlineData("--norm, --eps: must be left out", "--eps", "0.1")]
    [InlineData("--against: must be left out", "--against", "x")]
    [InlineData("--features-size: must be left out without --features FILE", "--features-size", "32")]
    [InlineData("--features = nowhere", "--features", "nowhere")]
    public void It_is_refused(string message, params string[] arguments) => Refused(ExitCode.Usage, message, arguments);

    [Fact]
    public void A_file_that_is_no_network_is_reported()
    {
        File.WriteAllText(trained.Run.Folder["broken.pt"], "no network");
        Refused(ExitCode.Unreadable, "broken.pt as TorchScript", "--count", "300", "--features", trained.Run.Folder["broken.pt"]);
    }

    [Fact]
    public void A_network_that_returns_two_tensors_is_refused()
    {
        var pair = trained.Run.Folder["pair.pt"];
        File.Copy(Path.Combine(Repository.Root, "tests", "IntegrationTests", "Support", "block-means.pt"), pair);
        using (var archive = ZipFile.Open(pair, ZipArchiveMode.Update))
        {
            var entry = archive.GetEntry("block-means/code/__torch__.py")!;
            string code;
            using (var reader = new StreamReader(entry.Open()))
                code = reader.ReadToEnd();
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(entry.FullName).Open());
            writer.Write(code.Replace("-> Tensor:", "-> Tuple[Tensor, Tensor]:", StringComparison.Ordinal).Replace("return _0", "return (_0, _0)", StringComparison.Ordinal));
        }
        Refused(ExitCode.Usage, "must return one tensor [N, D]", "--count", "300", "--features", pair);
    }

    private void Refused(int exitCode, string message, params string[] arguments)
    {
        var result = GanProgram.Run(["evaluate", "--run", trained.Run.Run, .. arguments]);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
    }
}
