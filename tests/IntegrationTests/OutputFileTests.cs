using System.Runtime.Versioning;
using System.Text.Json;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.Native;

namespace Gan.IntegrationTests;

/// <summary>Where what the program writes may go to: plain files, links, devices, pipes, and standard output that fails.</summary>
[SupportedOSPlatform("linux")]
public class OutputFileTests
{
    private const UnixFileMode Unusual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherExecute;

    private static string[] Attack(TestFolder folder, params string[] more) =>
        ["attack", "--model", TrainedClassifier.Save(folder["model.safetensors"]), "--arch", "small-cnn", "--data", "digits", "--device", "cpu", "--norm", "linf", "--eps", "0.1",
            "--attack", "fgsm", "--count", "4", .. more];

    private static void AssertReport(string json) => Assert.Equal(4, JsonDocument.Parse(json).RootElement.GetProperty("count").GetInt32());

    private static void AssertRefused(GanResult result, int exitCode, string part)
    {
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode} instead of {exitCode}:\n{result.Error}");
        Assert.Contains(part, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected failure", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_reader_of_a_pipe_gets_is_whole_and_the_pipe_stays()
    {
        using var folder = new TestFolder();
        var result = GanProcess.RunFrom($"mkfifo {folder["n.json"]} {folder["n.png"]}; cat {folder["n.png"]} > {folder["copy.png"]} & cat {folder["n.json"]} > {folder["copy.json"]} & "
            + "\"$@\"; code=$?; wait; exit $code", Attack(folder, "--json", folder["n.json"], "--picture", folder["n.png"], "--save", folder["points.safetensors"], "--curve", folder["curve.png"]));
        Assert.True(result.ExitCode == 0, result.Error);
        AssertReport(File.ReadAllText(folder["copy.json"]));
        Assert.Equal("PNG"u8, File.ReadAllBytes(folder["copy.png"]).AsSpan(1, 3));
        Assert.Equal(["copy.json", "copy.png", "curve.png", "model.safetensors", "n.json", "n.png", "points.safetensors"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order());
        Assert.All(["n.json", "n.png"], name => Assert.Equal(0, new FileInfo(folder[name]).Length));
    }

    [Fact]
    public void Open_descriptors_are_written_as_they_stand()
    {
        using var folder = new TestFolder();
        var result = GanProcess.RunFrom($"\"$@\" --json >(cat > {folder["r.json"]}; touch {folder["read"]}); code=$?; until [ -e {folder["read"]} ]; do sleep 0.05; done; exit $code", Attack(folder));
        Assert.True(result.ExitCode == 0, result.Error);
        AssertReport(File.ReadAllText(folder["r.json"]));
        Assert.Contains("is no plain file: nothing is kept beside it, and the work cannot go on after an interruption.", result.Error, StringComparison.Ordinal);

        // The report, and the table behind it.
        File.CreateSymbolicLink(folder["out"], "/dev/stdout");
        result = GanProcess.RunFrom($"\"$@\" > {folder["both"]}", Attack(folder, "--json", folder["out"]));
        Assert.True(result.ExitCode == 0, result.Error);
        var (json, table) = File.ReadAllText(folder["both"]).Split("\n}") is [var first, var second] ? (first + "}", second) : default;
        AssertReport(json!);
        Assert.Contains("largest perturbation", table, StringComparison.Ordinal);
        AssertRefused(GanProcess.RunFrom("exec \"$@\" 9< /dev/null", Attack(folder, "--json", "/dev/fd/9")), ExitCode.Unreadable, "Cannot write /dev/fd/9: it is open for reading only.");
        AssertRefused(GanProgram.Run(Attack(folder, "--json", "/dev/fd/99999")), ExitCode.Unreadable, "Cannot write /dev/fd/99999: Bad file descriptor.");
    }

    [Theory]
    [InlineData("--json", "n")]
    [InlineData("--save", "n.safetensors")]
    [InlineData("--picture", "n.png")]
    [InlineData("--curve", "n.png")]
    public void Devices_are_written_and_not_replaced(string option, string name)
    {
        using var folder = new TestFolder();
        foreach (var (device, exitCode) in new[] { ("/dev/null", ExitCode.Done), ("/dev/full", ExitCode.Unreadable) })
        {
            File.CreateSymbolicLink(folder[name], device);
            var result = GanProgram.Run(Attack(folder, option, folder[name]));
            Assert.True(result.ExitCode == exitCode, result.Error);
            if (exitCode != ExitCode.Done)
                Assert.Contains($"Cannot write {folder[name]}: No space left on device.", result.Error, StringComparison.Ordinal);
            Assert.Equal(device, new FileInfo(folder[name]).LinkTarget);
            Assert.True(new FileInfo(device).Length == 0 && Directory.EnumerateFileSystemEntries(folder.Root).Count() == 2);
            File.Delete(folder[name]);
        }
    }

    [Fact]
    public void A_file_that_is_replaced_keeps_its_mode_and_the_links_to_it()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["far/there"]);
        Directory.CreateSymbolicLink(folder["near"], folder["far/there"]);
        File.WriteAllText(folder["far/r.json"], "old");
        File.SetUnixFileMode(folder["far/r.json"], Unusual);
        File.CreateSymbolicLink(folder["far/there/link"], "../r.json"); // from the folder where it is, and not from the link to that
        GanProgram.Done(Attack(folder, "--json", folder["near/link"]));
        AssertReport(File.ReadAllText(folder["far/r.json"]));
        Assert.Equal(Unusual, File.GetUnixFileMode(folder["far/r.json"]));
        Assert.Equal("../r.json", new FileInfo(folder["far/there/link"]).LinkTarget);
        File.CreateSymbolicLink(folder["new"], "not yet.json");
        GanProgram.Done(Attack(folder, "--json", folder["new"]));
        AssertReport(File.ReadAllText(folder["not yet.json"]));
        File.CreateSymbolicLink(folder["same"], folder["model.safetensors"]);
        AssertRefused(GanProgram.Run(Attack(folder, "--json", folder["same"])), ExitCode.Usage, "--model and --json");
    }

    [Fact]
    public void A_file_of_another_owner_stays_one()
    {
        if (Environment.UserName != "root")
            return; // only root can make one
        using var folder = new TestFolder();
        File.WriteAllText(folder["r.json"], "old");
        Assert.Equal(0, GanProcess.RunFrom($"chown 65534:65534 {folder["r.json"]} && exec \"$@\"", Attack(folder, "--json", folder["r.json"])).ExitCode);
        AssertReport(File.ReadAllText(folder["r.json"]));
        var after = FileStatus.Of(folder["r.json"])!.Value;
        Assert.Equal((FileKind.Plain, 65534u, 65534u), (after.Kind, after.Owner, after.Group));
    }

    [Theory]
    [InlineData(245, "--json", "")]
    [InlineData(234, "--save", ".safetensors")]
    [InlineData(300, "--json", "")]
    public void A_name_that_is_too_long_is_refused_before_the_work(int length, string option, string extension)
    {
        using var folder = new TestFolder();
        var name = folder[new string('n', length) + extension];
        var arguments = Attack(folder, option, name);
        File.WriteAllText(folder["model.safetensors"], "no weights: the work cannot begin");
        var result = GanProgram.Run(arguments);
        AssertRefused(result, ExitCode.Unreadable, "its name is too long for the longer ones that are needed beside it: choose a shorter one.");
        Assert.Equal("", result.Output);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("No space left on device", "> /dev/full")]
    [InlineData("Bad file descriptor", ">&-")]
    public void Files_are_written_where_standard_output_fails(string reason, string redirection)
    {
        using var folder = new TestFolder();
        AssertRefused(GanProcess.RunFrom($"exec \"$@\" {redirection}", Attack(folder, "--json", folder["r.json"])), ExitCode.Unreadable, $"Standard output cannot be written: {reason}. Files");
        AssertReport(File.ReadAllText(folder["r.json"]));
        Assert.False(File.Exists(folder["r.json.state"]));
    }

    [Theory]
    [InlineData("presets")]
    [InlineData("presets", "--show", "mnist")]
    [InlineData("settings")]
    [InlineData("doctor")]
    [InlineData("--help")]
    public void Every_verb_says_that_it_cannot_print(params string[] args)
    {
        var result = GanProcess.RunFrom("exec \"$@\" > /dev/full", args);
        AssertRefused(result, ExitCode.Unreadable, "Standard output cannot be written: No space left on device.");
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_reader_that_has_had_enough_and_errors_that_nobody_sees_are_no_failures()
    {
        var result = GanProcess.RunFrom("set -o pipefail; \"$@\" | head -1", "settings", "--format", "markdown");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(ExitCode.Usage, GanProcess.RunFrom("exec \"$@\" 2> /dev/full", "dance").ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Help_has_an_end_on_a_terminal_of_few_columns(int columns)
    {
        var result = GanProcess.RunFrom($"printf -v command '%q ' \"$@\"; timeout 60 script -qec \"stty cols {columns}; $command\" /dev/null", "settings", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Print what can be set: each setting", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_working_directory_that_is_gone_is_one_sentence()
    {
        using var folder = new TestFolder();
        var result = GanProcess.RunFrom($"mkdir {folder["d"]} && cd {folder["d"]} && rmdir {folder["d"]} && exec \"$@\"", "doctor");
        AssertRefused(result, ExitCode.Unreadable, "The working directory is not there any more, or may not be looked at: change to another one, and run again.");
        Assert.Equal("", result.Output);
    }
}
