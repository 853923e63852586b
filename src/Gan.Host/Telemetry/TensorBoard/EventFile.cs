using Google.Protobuf;
using SkiaSharp;
using Tensorboard;

namespace Gan.Host.Telemetry.TensorBoard;

/// <summary>
/// A run's reports and sample grids for TensorBoard, in one file that is continued: what a killed process wrote beyond its last
/// checkpoint is cut
/// off, like the lines of metrics.jsonl, and written again.
/// </summary>
internal sealed class EventFile(TimeProvider time) : ITrainingListener, IDisposable
{
    private const string FileName = "events.out.tfevents.0000000000.gan"; // TensorBoard looks for "tfevents"
    private const string FileVersion = "brain.Event:2";
    private const string SampleTag = "samples";
    private const int MostPictures = 200; // a run, spread over it: they are most of the file's size
    private const int Grey = 1; // of Summary.Image.colorspace
    private const int Colour = 4;

    private FileStream? _file;
    private long _pictureEvery;

    /// <summary>The file of a run.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        Directory.CreateDirectory(start.Run.TensorBoard);
        var every = start.Experiment.Cadence.SampleEvery;
        _pictureEvery = every * (start.Total / every / MostPictures + 1);
        _file = new FileStream(PathIn(start.Run.TensorBoard), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.SetLength(LengthUpTo(start.First));
        if (_file.Length == 0)
            Append(new Event { FileVersion = FileVersion });
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is null)
            return;
        var summary = new Summary();
        foreach (var (measure, value) in report.Terms)
            summary.Value.Add(new Summary.Types.Value
            {
                Tag = $"{measure.Chart.ToString().ToLowerInvariant()}/{measure.Key}",
                SimpleValue =
                (float)value
            });
        summary.Value.Add(new Summary.Types.Value { Tag = "samples_per_second", SimpleValue = (float)report.SamplesPerSecond });
        Append(new Event { Step = step, Summary = summary });
    }

    /// <inheritdoc/>
    public void Drawn(long step, string? sample)
    {
        if (sample is null || step % _pictureEvery != 0)
            return;
        var encoded = File.ReadAllBytes(sample);
        var size = SKBitmap.DecodeBounds(encoded);
        var image = new Summary.Types.Image
        {
            Width = size.Width,
            Height = size.Height,
            Colorspace = size.ColorType == SKColorType.Gray8
            ? Grey : Colour,
            EncodedImageString = ByteString.CopyFrom(encoded)
        };
        Append(new Event { Step = step, Summary = new Summary { Value = { new Summary.Types.Value { Tag = SampleTag, Image = image } } } });
    }

    /// <inheritdoc/>
    public void Saving() => _file!.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Dispose();

    private void Append(Event one)
    {
        one.WallTime = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        RecordFile.Append(_file!, one.ToByteArray());
        _file!.Flush();
    }

    private long LengthUpTo(long step)
    {
        long length = 0;
        while (RecordFile.Read(_file!) is { } data && Event.Parser.ParseFrom(data).Step <= step)
            length = _file!.Position;
        _file!.Position = length;
        return length;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
