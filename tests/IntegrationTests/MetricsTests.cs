using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gan.Host.Telemetry;
using Gan.Host.Telemetry.TensorBoard;
using Gan.IntegrationTests.Support;
using Gan.Torch.Training;

namespace Gan.IntegrationTests;

/// <summary>Training's numbers where other programs read them: TensorBoard, Prometheus, an OpenTelemetry collector; and their course in bounded memory.</summary>
public class MetricsTests
{
    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-smoke", "--run", run, "--seed", "7", "--device", "cpu", .. more];

    private static StepReport Report(long step, double loss) => new(step, step / 10.0, [new(Measure.DiscriminatorLoss, loss)], 100);

    [Fact]
    public void TensorBoards_file_has_every_report_and_sample_once_whatever_happened()
    {
        using var folder = new TestFolder();
        string[] settings = ["--steps", "40", "--set", "Report:Every=2", "--set", "Sample:Every=10", "--set", "Checkpoint:Every=10"];
        GanProgram.Done(Train(folder["whole"], settings));
        using (var process = GanProcess.Start(Train(folder["killed"], settings)))
        {
            process.WaitUntil(() => MetricsFile.Last(Path.Combine(folder["killed"], "metrics.jsonl")) is { Step: >= 26 });
            process.Kill();
        }
        var file = EventFile.PathIn(Path.Combine(folder["killed"], "tensorboard"));
        using (var torn = new FileStream(file, FileMode.Append))
            torn.Write([1, 2, 3, 4, 5, 6, 7]);
        GanProgram.Done(Train(folder["killed"], settings));

        var (whole, killed) = (Records(EventFile.PathIn(Path.Combine(folder["whole"], "tensorboard"))), Records(file));
        Assert.Equal(1 + 20 + 4, whole.Count); // the version, the reports, the samples
        Assert.Equal(whole.Count, killed.Count);
        Assert.Equal(whole.Select(Read).ToArray(), killed.Select(Read).ToArray());
        Assert.Equal("brain.Event:2", Tensorboard.Event.Parser.ParseFrom(whole[0]).FileVersion);

        var scalars = whole.Select(record => Tensorboard.Event.Parser.ParseFrom(record)).Where(one => one.Summary?.Value.Any(value => value.Tag == "losses/loss_generator") == true).ToArray();
        Assert.Equal(MetricsFile.Read(Path.Combine(folder["whole"], "metrics.jsonl")).Select(report => (report.Step, (float)report.Terms.Single(term => term.Measure == Measure.GeneratorLoss).Value)),
            scalars.Select(one => (one.Step, one.Summary.Value.Single(value => value.Tag == "losses/loss_generator").SimpleValue)));
        var images = whole.Select(record => Tensorboard.Event.Parser.ParseFrom(record)).Where(one => one.Summary?.Value.Any(value => value.Tag == "samples") == true).ToArray();
        foreach (var one in images)
        {
            var image = one.Summary.Value.Single().Image;
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["whole"], "samples", $"step-{one.Step:D8}.png")), image.EncodedImageString.ToByteArray());
            Assert.Equal((1, image.Height), (image.Colorspace, image.Width));
        }
    }

    // Without what belongs to the hour: wall time and rate.
    private static string Read(byte[] record)
    {
        var one = Tensorboard.Event.Parser.ParseFrom(record);
        one.WallTime = 0;
        foreach (var value in one.Summary?.Value.Where(value => value.Tag == "samples_per_second") ?? [])
            value.SimpleValue = 0;
        return one.ToString();
    }

    /// <summary>The records of a file, by the letter of the format and bit by bit.</summary>
    private static List<byte[]> Records(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var records = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            Assert.Equal(Masked(bytes.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            records.Add(bytes.AsSpan(at + 12, length).ToArray());
            at += 16 + length;
        }
        return records;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = 0xffffffffu;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78u); // Castagnoli's polynomial, reflected
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
    }

    [Fact]
    public void The_checksum_of_the_digits_is_the_published_one()
    {
        using var file = new MemoryStream();
        RecordFile.Append(file, "123456789"u8);
        // CRC-32C's check value, E3069283, masked.
        Assert.Equal(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xa282ead8u, BinaryPrimitives.ReadUInt32LittleEndian(file.ToArray().AsSpan(12 + 9)));
        file.Position = 0;
        Assert.Equal("123456789"u8.ToArray(), RecordFile.Read(file));
        Assert.Null(RecordFile.Read(file));
    }

    [Fact]
    public void The_Prometheus_page_parses_and_says_what_the_reports_say()
    {
        using var folder = new TestFolder();
        using var client = DashboardClient.Start(Train(folder["run"], "--steps", "100000", "--set", "Report:Every=1"));
        client.Process.WaitUntil(() => MetricsFile.Last(Path.Combine(folder["run"], "metrics.jsonl")) is not null);
        client.Send(HttpMethod.Post, "/pause", DashboardClient.Token);
        client.Process.WaitUntil(() => client.Get("/").Contains("waiting", StringComparison.Ordinal));
        Thread.Sleep(500); // the page of a moment ago is kept for less than that
        var text = client.Get("/metrics");
        var samples = new Dictionary<string, double>();
        var types = new Dictionary<string, string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.StartsWith('#'))
            {
                if (Regex.Match(line, @"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$") is { Success: true } type)
                    types.Add(type.Groups[1].Value, type.Groups[2].Value);
                else
                    Assert.Matches(@"^# (HELP|UNIT|EOF)", line);
            }
            else
            {
                var sample = Regex.Match(line, @"^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\\n]|\\[\\""n])*"",?)*\})?) (\S+)(?: \d+)?$");
                Assert.True(sample.Success, line);
                samples[sample.Groups[1].Value] = sample.Groups[2].Value switch { "+Inf" => double.PositiveInfinity, var number => double.Parse(number, CultureInfo.InvariantCulture) };
            }
        var last = MetricsFile.Last(Path.Combine(folder["run"], "metrics.jsonl"))!;
        double Value(string name, string label = "") => samples.Single(sample => sample.Key.StartsWith(name + "{", StringComparison.Ordinal) && sample.Key.Contains(label, StringComparison.Ordinal)).Value;
        Assert.Equal(last.Step, Value("gan_training_steps_total"));
        Assert.Equal("counter", types["gan_training_steps_total"]);
        Assert.Equal(100000, Value("gan_training_last_step"));
        Assert.Equal(1, Value("gan_training_waiting"));
        foreach (var (measure, value) in last.Terms.Where(term => term.Measure.Chart == Chart.Losses))
            Assert.Equal(value, Value("gan_training_loss", $"measure=\"{measure.Key}\""), 1e-6 * double.Abs(value));
        Assert.InRange(Value("gan_process_memory_bytes"), 50e6, 20e9);
        Assert.Equal("histogram", types["gan_checkpoint_duration_seconds"]);
        Assert.Equal(1 + last.Step / 5, Value("gan_checkpoint_duration_seconds_count")); // that of step 0, and every fifth
    }

    [Fact]
    public async Task A_collector_receives_the_metrics_as_protobuf()
    {
        using var folder = new TestFolder();
        using var collector = new HttpListener();
        var port = DashboardClient.FreePort();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        using var process = GanProcess.Start(Train(folder["run"], "--steps", "100000", "--set", $"Telemetry:Otlp=http://127.0.0.1:{port}"), [("OTEL_METRIC_EXPORT_INTERVAL", "500")]);
        var (names, collections) = (new HashSet<string>(), 0);
        while (!names.IsSupersetOf(["gan.training.steps", "gan.training.loss", "gan.process.memory", "loss_generator", "{nat}"]))
        {
            Assert.True(collections++ < 20, $"Twenty collections, and only {string.Join(' ', names.Where(name => name.Length < 40))}");
            var context = await collector.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(1));
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Assert.Equal(("/v1/metrics", "application/x-protobuf"), (context.Request.Url!.AbsolutePath, context.Request.ContentType));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
            Assert.True(Decode(body.ToArray(), names), "The body is no protobuf message.");
        }
    }

    // Protocol buffers' wire format: every field that is a message is gone into; what is text is kept.
    private static bool Decode(ReadOnlySpan<byte> message, HashSet<string> texts)
    {
        static bool Varint(ref ReadOnlySpan<byte> rest, out ulong value)
        {
            value = 0;
            for (var shift = 0; shift < 64 && rest.Length > 0; shift += 7)
            {
                var one = rest[0];
                rest = rest[1..];
                value |= (ulong)(one & 0x7f) << shift;
                if (one < 0x80)
                    return true;
            }
            return false;
        }

        while (message.Length > 0)
        {
            if (!Varint(ref message, out var key) || key >> 3 == 0)
                return false;
            var length = (key & 7) switch { 0 => Varint(ref message, out _) ? 0 : -1, 1 => 8, 5 => 4, 2 => Varint(ref message, out var bytes) ? (int)bytes : -1, _ => -1 };
            if (length < 0 || length > message.Length)
                return false;
            if ((key & 7) == 2)
            {
                var inner = new HashSet<string>();
                if (Decode(message[..length], inner))
                    texts.UnionWith(inner);
                texts.Add(Encoding.UTF8.GetString(message[..length]));
            }
            message = message[length..];
        }
        return true;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(100_000)]
    public void A_history_is_bounded_and_loses_neither_mean_nor_spikes(int reports)
    {
        var random = new Random(reports);
        var values = Enumerable.Range(1, reports).Select(_ => random.NextDouble()).ToArray();
        values[reports / 3] = 1000;
        values[reports * 2 / 3] = -1000;
        var history = new History(values.Select((value, i) => Report(i + 1, value)));
        var points = history.Of(Measure.DiscriminatorLoss);
        Assert.InRange(points.Count, int.Min(reports, 512), 1024);
        Assert.Equal(reports, points[^1].Step);
        Assert.Equal(points.Select(point => point.Step).Order(), points.Select(point => point.Step));
        Assert.Equal((values.Min(), values.Max()), (points.Min(point => point.Least), points.Max(point => point.Most)));
        var (before, sum) = (0L, 0.0);
        foreach (var point in points)
        {
            var part = values[(int)before..(int)point.Step];
            Assert.Equal(part.Average(), point.Mean, 1e-9);
            (before, sum) = (point.Step, sum + point.Mean * part.Length);
        }
        Assert.Equal(values.Sum(), sum, 1e-6 * reports);
        Assert.InRange(history.Of(Measure.DiscriminatorLoss, 300).Count, int.Min(reports, 150), 300);
        Assert.Empty(history.Of(Measure.GeneratorLoss));
        Assert.Equal((reports, values[^1]), history.LastOf(Measure.DiscriminatorLoss));

        var (course, snapshot) = (points.ToArray(), history.Snapshot());
        for (var step = reports + 1; step <= reports + 3000; step++)
            history.Add(Report(step, 7));
        Assert.Equal(course, snapshot.Of(Measure.DiscriminatorLoss));
        Assert.Equal((reports, values[^1]), snapshot.LastOf(Measure.DiscriminatorLoss));
    }

    [Fact]
    public void A_rate_is_finite_though_the_clock_stands_still_and_leaves_waiting_out()
    {
        var clock = new StoppedClock();
        var rate = new StepRate(10, 64, clock);
        Assert.True(double.IsFinite(rate.At(20)));
        clock.Pass(TimeSpan.FromSeconds(12));
        rate.Exclude(TimeSpan.FromSeconds(10));
        clock.SetDateBack(TimeSpan.FromDays(400));
        Assert.Equal(10 * 64 / 2.0, rate.At(30), 1e-9);
        clock.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(10 * 64 / 4.0, rate.At(40), 1e-9);
    }

    [Fact]
    public void The_last_report_is_found_from_the_end_of_the_file()
    {
        using var folder = new TestFolder();
        Assert.Null(MetricsFile.Last(folder["none"]));
        File.WriteAllBytes(folder["m"], []);
        Assert.Null(MetricsFile.Last(folder["m"]));
        using (var file = new MetricsFile(folder["m"], 0, Assert.Fail))
            for (var step = 1; step <= 500; step++)
                file.Append(Report(step, step));
        Assert.Equal(500, MetricsFile.Last(folder["m"])!.Step);
        File.AppendAllText(folder["m"], "{\"step\":501,\"ep");
        Assert.Equal(500, MetricsFile.Last(folder["m"])!.Step);
    }

    // Other programs change line ends, add a byte order mark and empty lines; disks damage some.
    [Fact]
    public void Every_report_that_can_be_read_stays_and_what_cannot_is_kept_aside()
    {
        using var folder = new TestFolder();
        var path = folder["m"];
        using (var file = new MetricsFile(path, 0, Assert.Fail))
            for (var step = 1; step <= 12; step++)
                file.Append(Report(step, step));
        var clean = File.ReadAllLines(path);
        string[] damaged = [.. clean[..2], "{\"step\":3,\"ep", "", "null", "[1]", "\"text\"", .. clean[3..]];
        File.WriteAllText(path, "\uFEFF" + string.Join("\r\n", damaged) + "\r\n{\"step\":13,\"e");
        var warnings = new List<string>();
        using (var file = new MetricsFile(path, 10, warnings.Add))
            file.Append(Report(11, 1));
        Assert.Equal([.. clean[..2], .. clean[3..10], Encoding.UTF8.GetString(Report(11, 1).ToJson())], File.ReadAllLines(path));
        Assert.Equal(["{\"step\":3,\"ep", "null", "[1]", "\"text\""], File.ReadAllLines(path + ".unreadable"));
        Assert.Equal($"4 lines of {path} cannot be read; they are kept in {path}.unreadable.", Assert.Single(warnings));
        // Without damage not a byte changes.
        var before = File.ReadAllBytes(path);
        new MetricsFile(path, 11, Assert.Fail).Dispose();
        Assert.Equal(before, File.ReadAllBytes(path));
    }
}
