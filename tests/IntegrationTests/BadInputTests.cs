using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gan.Host;
using Gan.Host.Runs;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>Wrong input to the real program: the documented exit code, clear sentences on stderr, nothing lost.</summary>
public class BadInputTests
{
    private static void AssertRefused(GanResult result, int exitCode, params string[] parts)
    {
        Assert.True(exitCode == result.ExitCode, $"exit code {result.ExitCode} instead of {exitCode}:\n{result.Error}");
        foreach (var part in parts)
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected failure", result.Error, StringComparison.Ordinal);
    }

    private static string[] Smoke(string run, params string[] more) => ["train", "--preset", "digits-smoke", "--run", run, .. more];

    private static string Newest(string run) => Directory.EnumerateDirectories(Path.Combine(run, "checkpoints"), "step-*").Order().Last();

    [Fact]
    public void Everything_wrong_with_a_command_is_listed_at_once()
    {
        using var folder = new TestFolder();
        AssertRefused(
            GanProgram.Run("train", "--preset", "nonsense", "--run", folder["run"], "--steps", "many", "--resume", "perhaps", "--device", "tpu",
                "--surprise", "--set", "Training:BatchSize=0", "--set", "Training:Sedd=1", "--set", "noequals", "--set", "Generator:Beta1=1.5"),
            ExitCode.Usage,
            "--preset = nonsense: must be one of cifar10-natural, cifar10-sngan, digits, digits-conditional, digits-natural, digits-robust-smoke, digits-smoke, fashion-mnist-natural, grid25, mnist, mnist-advgan, mnist-conditional, mnist-dcgan, mnist-fast, mnist-fgsm-mix, mnist-gat, mnist-generated, mnist-hinge-sn, mnist-natural, mnist-pgd, mnist-trades, mnist-wgan-gp, ring.",
            "Training:Steps = many: must be a whole number from 0",
            "--resume = perhaps: must be auto, never or must.",
            "Run:Device = tpu: must be auto, cpu, cuda or cuda:N.",
            "'--surprise'",
            "Training:BatchSize = 0: must be a whole number from 2 to 65536.",
            "Training:Sedd = 1: must be the name of a setting",
            "--set = noequals: must be Section:Key=Value.",
            "Generator:Beta1 = 1.5: must be a number from 0 up to, not including, 1.");
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Wrong_environment_variables_are_settings_like_others()
    {
        using var folder = new TestFolder();
        using var process = GanProcess.Start(Smoke(folder["run"]), [("GAN_Training__BatchSize", "x"), ("GAN_Training__Nothing", "1")]);
        AssertRefused(process.WaitForEnd(), ExitCode.Usage, "Training:BatchSize = x", "Training:Nothing = 1");
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("data")]
    [InlineData("data", "fetch", "imagenet")]
    [InlineData("sample", "--run", "x")]
    [InlineData("sample", "--run", "x", "--out", "x.gif")]
    [InlineData("sample", "--run", "x", "--out", "x.png", "--count", "0")]
    [InlineData("sample", "--run", "x", "--out", "x.png", "--count", "many")]
    [InlineData("export", "--run", "x", "--out", "x.safetensors", "--network", "critic")]
    [InlineData("export", "--run", "x", "--out", "x.png")]
    [InlineData("sample", "--run", "", "--out", "x.png")]
    [InlineData("export", "--run", "x", "--out", "")]
    [InlineData("train", "--run", " ")]
    [InlineData("data", "fetch", "mnist", "--to", "")]
    [InlineData("presets", "surplus")]
    public void Unknown_verbs_and_wrong_arguments_are_refused(params string[] args) =>
        AssertRefused(GanProgram.Run(args), ExitCode.Usage, [args.Contains("x.gif") ? ".png or .safetensors" : ""]);

    [Fact]
    public void Missing_data_is_named_with_what_to_do()
    {
        using var folder = new TestFolder();
        using var process = GanProcess.Start(["train", "--preset", "mnist", "--run", folder["run"]], [("GAN_DATA", folder["nowhere"])]);
        AssertRefused(process.WaitForEnd(), ExitCode.Unreadable, folder["nowhere"], "gan data fetch mnist");
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_refused()
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--set", "Training:BatchSize=2000")), ExitCode.Usage, "Training:BatchSize = 2000");
    }

    [Theory]
    [InlineData("/proc/gan")]
    [InlineData("/dev/null/gan")]
    public void A_run_directory_that_cannot_be_written_is_refused(string run) =>
        AssertRefused(GanProgram.Run(Smoke(run)), ExitCode.Unreadable, run, "cannot be written");

    [Theory]
    [InlineData("sample", "x.png")]
    [InlineData("export", "x.safetensors")]
    public void A_folder_that_is_no_run_is_refused(string verb, string output)
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(verb, "--run", folder["nothing"], "--out", folder[output]), ExitCode.Unreadable, "is not a run directory");
    }

    [Fact]
    public void Nothing_to_resume_from_and_something_in_the_way_are_refused()
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--resume", "must")), ExitCode.Unreadable, "no run directory");
        Assert.False(Directory.Exists(folder["run"]));
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "5")).ExitCode);
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--resume", "never")), ExitCode.Usage, "Choose another --run");
        Assert.EndsWith("step-00000005", Newest(folder["run"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_without_any_checkpoint_do_not_restart_silently()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "5")).ExitCode);
        Directory.Delete(Path.Combine(folder["run"], "checkpoints"), recursive: true);
        var before = File.ReadAllBytes(Path.Combine(folder["run"], "metrics.jsonl"));
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--steps", "5")), ExitCode.Unreadable, "reports of earlier steps but no checkpoint");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder["run"], "metrics.jsonl")));
    }

    [Fact]
    public void Files_in_the_way_inside_a_run_directory_are_named()
    {
        using var folder = new TestFolder();
        foreach (var (name, isFile) in new[] { ("metrics.jsonl", false), ("samples", true), ("checkpoints", true), ("experiment.json", false) })
        {
            var run = folder[name + " in the way"];
            Directory.CreateDirectory(run);
            if (isFile)
                File.WriteAllText(Path.Combine(run, name), "");
            else
                Directory.CreateDirectory(Path.Combine(run, name));
            AssertRefused(GanProgram.Run(Smoke(run)), ExitCode.Unreadable, run);
        }
    }

    [Theory]
    [InlineData("/proc/nothing/x.png")]
    [InlineData("/dev/null/x.png")]
    public void An_output_that_cannot_be_written_is_named(string output)
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "1")).ExitCode);
        AssertRefused(GanProgram.Run("sample", "--run", folder["run"], "--out", output), ExitCode.Unreadable, $"Cannot write {output}");
    }

    [Fact]
    public void A_run_is_not_shortened_below_what_it_has_done()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "5")).ExitCode);
        var before = File.ReadAllText(Path.Combine(folder["run"], "experiment.json"));
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--steps", "3")), ExitCode.Usage, "Training:Steps = 3: must be at least the 5 steps");
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder["run"], "experiment.json")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"Training:Steps\": null}")]
    [InlineData("{\"Training:Steps\": \"20\"}")]
    [InlineData(null)]
    public void A_damaged_or_missing_experiment_beside_checkpoints_is_named(string? text)
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "1")).ExitCode);
        var file = Path.Combine(folder["run"], "experiment.json");
        File.Delete(file);
        if (text is not null)
            File.WriteAllText(file, text);
        AssertRefused(GanProgram.Run(Smoke(folder["run"])), ExitCode.Unreadable, "experiment.json", "another --run");
        AssertRefused(GanProgram.Run("sample", "--run", folder["run"], "--out", folder["x.png"]), ExitCode.Unreadable, "experiment.json");
    }

    [Fact]
    public void Steps_and_epochs_contradict_each_other()
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--steps", "5", "--set", "Training:Epochs=3")), ExitCode.Usage,
            "Training:Steps = 5 with Training:Epochs = 3: must be exactly one of the two greater than 0 (set the other to 0).");
    }

    [Fact]
    public void A_changed_experiment_is_refused_with_every_difference()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "5")).ExitCode);
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--seed", "9", "--set", "Generator:LearningRate=0.1", "--set", "Report:Every=3")),
            ExitCode.Usage, "Training:Seed = 9: the run has 0", "Generator:LearningRate = 0.1: the run has 0.0002");
    }

    [Fact]
    public void A_flipped_byte_falls_back_to_the_checkpoint_before_and_is_an_error_without_one()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "10")).ExitCode);
        void Flip(string file)
        {
            var path = Path.Combine(Newest(folder["run"]), file);
            var bytes = File.ReadAllBytes(path);
            bytes[^100] ^= 4;
            File.WriteAllBytes(path, bytes);
        }
        Flip("discriminator-update.safetensors");
        var resumed = GanProgram.Run(Smoke(folder["run"], "--steps", "10"));
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("step-00000010", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("after step 5", resumed.Output, StringComparison.Ordinal);

        Flip("generator.safetensors");
        Directory.Delete(Path.Combine(folder["run"], "checkpoints", "step-00000005"), recursive: true);
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--steps", "10")), ExitCode.Unreadable, "None of the 1 checkpoint(s)", "valid");
    }

    [Theory]
    [InlineData("generator.safetensors", "fc1.weight")]
    [InlineData("discriminator.safetensors", "conv2.bias")]
    public void A_parameter_that_is_not_a_number_stops_the_run_and_keeps_the_last_good_checkpoint(string file, string parameter)
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Smoke(folder["run"], "--steps", "10")).ExitCode);
        var checkpoint = Newest(folder["run"]);
        Poison(checkpoint, file, parameter);
        var before = Directory.EnumerateFiles(checkpoint).Select(File.ReadAllBytes).ToArray();
        AssertRefused(GanProgram.Run(Smoke(folder["run"])), ExitCode.Diverged, "Step 11", "loss is NaN");
        Assert.Equal(checkpoint, Newest(folder["run"]));
        Assert.Equal(before, Directory.EnumerateFiles(checkpoint).Select(File.ReadAllBytes));
    }

    // Writes one NaN into the values and the file's new hash into the manifest.
    private static void Poison(string checkpoint, string file, string parameter)
    {
        var path = Path.Combine(checkpoint, file);
        var bytes = File.ReadAllBytes(path);
        var header = (int)BitConverter.ToInt64(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var offset = json.RootElement.GetProperty(parameter).GetProperty("data_offsets")[0].GetInt32();
        BitConverter.TryWriteBytes(bytes.AsSpan(8 + header + offset), float.NaN);
        var manifest = Path.Combine(checkpoint, Manifest.FileName);
        var text = File.ReadAllText(manifest);
        var oldHash = Manifest.HashOf(path);
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(manifest, text.Replace(oldHash, Manifest.HashOf(path), StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_that_diverge_stop_the_run_with_the_step_and_the_term()
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--set", "Discriminator:LearningRate=1e30", "--set", "Discriminator:Update=sgd")),
            ExitCode.Diverged, "Step 1: the ");
        Assert.EndsWith("step-00000000", Newest(folder["run"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_process_on_the_same_run_is_refused()
    {
        using var folder = new TestFolder();
        using var first = GanProcess.Start(Smoke(folder["run"], "--steps", "100000"));
        first.WaitUntil(() => File.Exists(Path.Combine(folder["run"], "metrics.jsonl")));
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--steps", "100000")), ExitCode.Unreadable, "in use by another process");
        Assert.False(first.HasExited);
    }

    [TmpfsFact]
    public void A_full_disk_makes_training_wait_until_there_is_room()
    {
        using var folder = new TestFolder();
        // One checkpoint takes about 20 MB: the third does not fit beside two that are kept.
        using var disk = new SmallDisk(folder["disk"], megabytes: 45);
        var run = Path.Combine(folder["disk"], "run");
        string[] Checkpoints() => [.. Directory.EnumerateFileSystemEntries(Path.Combine(run, "checkpoints")).Select(path => Path.GetFileName(path)).Order()];
        using (var waiting = GanProcess.Start(Smoke(run, "--set", "Disk:Reserve=1")))
        {
            waiting.WaitUntil(() => File.Exists(Path.Combine(run, "status.json")) && File.ReadAllText(Path.Combine(run, "status.json")).Contains("waiting", StringComparison.Ordinal));
            Assert.Equal(["step-00000000", "step-00000005"], Checkpoints());
            // Stopped now, it cannot save: it says so, and nothing that is there is lost.
            waiting.Send(PosixSignal.SIGTERM);
            var stopped = waiting.WaitForEnd();
            Assert.DoesNotContain("training goes on", stopped.Output + stopped.Error, StringComparison.Ordinal);
            AssertRefused(stopped, ExitCode.Unreadable, "training waits", "MiB are free", "Cannot write the checkpoint of step 10", "No space left", "earlier checkpoints are kept");
            Assert.Equal(["step-00000000", "step-00000005"], Checkpoints());
        }
        using var again = GanProcess.Start(Smoke(run, "--set", "Disk:Reserve=1"));
        again.WaitUntil(() => File.ReadAllText(Path.Combine(run, "status.json")).Contains("waiting", StringComparison.Ordinal));
        disk.Resize(megabytes: 200);
        Assert.Equal(0, again.WaitForEnd().ExitCode);
        Assert.EndsWith("step-00000020", Newest(run), StringComparison.Ordinal);
    }

    [TmpfsFact]
    public void A_disk_without_room_for_the_first_checkpoint_stops_the_run()
    {
        using var folder = new TestFolder();
        using var disk = new SmallDisk(folder["disk"], megabytes: 10);
        AssertRefused(GanProgram.Run(Smoke(Path.Combine(folder["disk"], "run"), "--set", "Disk:Reserve=0")), ExitCode.Unreadable, "Cannot write the checkpoint of step 0", "No space left");
    }

    [Fact]
    public void A_libtorch_folder_that_is_none_is_named()
    {
        using var folder = new TestFolder();
        using var process = GanProcess.Start(["doctor"], [("GAN_LIBTORCH", folder.Root)]);
        AssertRefused(process.WaitForEnd(), ExitCode.Unreadable, folder.Root, "GAN_LIBTORCH");
    }

    [Fact]
    public void A_cuda_device_that_is_not_there_is_refused()
    {
        using var folder = new TestFolder();
        AssertRefused(GanProgram.Run(Smoke(folder["run"], "--device", "cuda:99")), ExitCode.Usage, "Run:Device = cuda:99");
    }

    /// <summary>A small file system in memory.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _path;

        public SmallDisk(string path, int megabytes)
        {
            _path = path;
            Directory.CreateDirectory(path);
            Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path));
        }

        public void Resize(int megabytes) => Assert.Equal(0, Run("mount", "-o", $"remount,size={megabytes}m", _path));

        public void Dispose() => Run("umount", _path);

        public static int Run(string program, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>A test that needs the right to mount a file system.</summary>
    private sealed class TmpfsFactAttribute : FactAttribute
    {
        public TmpfsFactAttribute()
        {
            using var folder = new TestFolder();
            if (SmallDisk.Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Root) == 0)
                SmallDisk.Run("umount", folder.Root);
            else
                Skip = "Mounting a small file system is not permitted here.";
        }
    }

    [Fact]
    public void Few_file_handles_and_little_memory_are_a_sentence()
    {
        var refused = Assert.Throws<GanError>(() => Gan.Host.Cli.ProcessLimits.Require(255));
        Assert.Equal(ExitCode.Unreadable, refused.ExitCode);
        Assert.StartsWith("Only 255 files may be open at once (ulimit -n), and the program needs 256", refused.Message, StringComparison.Ordinal);
        Gan.Host.Cli.ProcessLimits.Require(256);
        AssertRefused(GanProcess.RunFrom("ulimit -n 200; exec \"$@\"", Smoke("nowhere")), ExitCode.Unreadable, "Only 200 files may be open at once");
        var memory = new OutOfMemoryException("Failed to create a thread.");
        Assert.Equal(ExitCode.Unreadable, Failures.ExitCodeOf(memory));
        Assert.StartsWith("The system gives no more threads", Failures.Describe(memory), StringComparison.Ordinal);
        Assert.Null(Failures.ExitCodeOf(new InvalidOperationException()));
    }
}
