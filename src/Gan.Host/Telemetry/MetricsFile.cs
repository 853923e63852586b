namespace Gan.Host.Telemetry;

/// <summary>metrics.jsonl: one report a line, appended and flushed, so that a reader beside the run sees whole lines.</summary>
internal sealed class MetricsFile : IDisposable
{
    private const int Tail = 4096; // bytes, which some lines fit into

    private readonly FileStream _file;

    /// <summary>
    /// Opens the file for appending after the given step. Lines beyond it, which a killed process wrote after its last
    /// checkpoint, are cut off: the resumed run writes them again.
    /// </summary>
    public MetricsFile(string path, long step)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.SetLength(LengthUpTo(step));
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Every report in a file, in order; a torn last line is left out, and a file that is not there yet has none.</summary>
    public static IEnumerable<StepReport> Read(string path)
    {
        if (!File.Exists(path))
            yield break;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            if (StepReport.TryParse(line) is { } report)
                yield return report;
    }

    /// <summary>The last report in a file, found from its end; null if there is none.</summary>
    public static StepReport? Last(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-long.Min(Tail, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(StepReport.TryParse)
            .FirstOrDefault(report => report is not null);
    }

    /// <summary>Appends a line.</summary>
    public void Append(StepReport report)
    {
        _file.Write(report.ToJson());
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <summary>Makes the lines so far outlast a power cut, as the checkpoint that follows them will.</summary>
    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    private long LengthUpTo(long step)
    {
        using var reader = new StreamReader(_file, leaveOpen: true);
        long length = 0;
        while (reader.ReadLine() is { } line && StepReport.TryParse(line) is { } report && report.Step <= step)
            length += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
        return long.Min(length, _file.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
