using System.Text;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Telemetry;

/// <summary>metrics.jsonl: one report a line, appended and flushed, so that a reader beside the run sees whole lines.</summary>
internal sealed class MetricsFile : IDisposable
{
    private const int Tail = 4096; // bytes, which some lines fit into

    private readonly FileStream _file;

    /// <summary>
    /// Opens the file for appending after the given step. Lines beyond it, which a killed process wrote after its last
    /// checkpoint, are cut off: the resumed run writes them again. Lines that cannot be read are put into a file beside it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="step">The last step whose report stays.</param>
    /// <param name="warn">Told of lines that cannot be read.</param>
    public MetricsFile(string path, long step, Action<string> warn)
    {
        if (File.Exists(path))
            Mend(path, step, warn);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
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

    // Other programs may have changed line endings, added empty lines, or damaged some.
    private static void Mend(string path, long step, Action<string> warn)
    {
        var before = File.ReadAllBytes(path);
        using var kept = new MemoryStream();
        using var unreadable = new MemoryStream();
        var count = 0;
        foreach (var range in before.AsSpan().Split((byte)'\n'))
        {
            var line = before.AsSpan(range).TrimEnd((byte)'\r');
            if (line.StartsWith("\uFEFF"u8))
                line = line["\uFEFF"u8.Length..];
            if (StepReport.TryParse(Encoding.UTF8.GetString(line)) is { } report)
                AddLine(report.Step <= step ? kept : Stream.Null, line);
            // What stands behind the last line end is a line that a killed process had begun.
            else if (!line.IsEmpty && range.End.GetOffset(before.Length) < before.Length)
            {
                AddLine(unreadable, line);
                count++;
            }
        }
        if (count > 0)
        {
            var aside = path + ".unreadable";
            File.AppendAllBytes(aside, unreadable.ToArray());
            warn($"{count} lines of {path} cannot be read; they are kept in {aside}.");
        }
        if (!kept.ToArray().AsSpan().SequenceEqual(before))
            DurableFiles.Replace(path, partial => File.WriteAllBytes(partial, kept.ToArray()));
    }

    private static void AddLine(Stream lines, ReadOnlySpan<byte> line)
    {
        lines.Write(line);
        lines.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
