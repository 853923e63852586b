using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// The safetensors format: 8 bytes of header length (little-endian), a JSON header, then the raw little-endian values.
/// Writing is deterministic; reading takes no more memory than the file is long, whatever its header claims.
/// </summary>
internal static class SafetensorsFile
{
    private const int LargestHeader = 100_000_000; // the format's own limit

    /// <summary>Writes tensors in the given order and flushes them to the disk.</summary>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors, JsonObject? metadata = null)
    {
        using var scope = NewDisposeScope();
        var values = tensors.Select(tensor => tensor.Value.detach().cpu().contiguous()).ToArray();
        var header = new JsonObject();
        if (metadata is not null)
            header[SafetensorsHeader.Metadata] = metadata;
        long offset = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (type, size) = SafetensorsHeader.Types[values[i].dtype];
            var end = offset + values[i].numel() * size;
            header[tensors[i].Name] = new JsonObject
            {
                ["dtype"] = type,
                ["shape"] = new JsonArray([.. values[i].shape.Select(length => JsonValue.Create(length))]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }
        // Blanks at the end keep the values aligned to 8 bytes.
        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        var padded = (text.Length + 7) / 8 * 8;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(length);
        file.Write(text);
        file.Write(Encoding.ASCII.GetBytes(new string(' ', padded - text.Length)));
        foreach (var value in values)
            file.Write(value.bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Every tensor as the header has it, without its values.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or is not valid; the message says why, without the path.</exception>
    public static IReadOnlyList<SafetensorsEntry> Entries(string path) => Open(path, (_, entries) => entries);

    /// <summary>Reads every tensor by name, onto the CPU.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or is not valid; the message says why, without the path.</exception>
    public static Dictionary<string, Tensor> Read(string path) => Open(path, (file, entries) =>
    {
        var data = file.Position;
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in entries)
            {
                if (entry.End - entry.Start > int.MaxValue)
                    throw new InvalidDataException($"the tensor {SafetensorsHeader.Shown(entry.Name)} has {entry.End - entry.Start} bytes, "
                        + $"and at most {int.MaxValue} are read here");
                var tensor = empty(entry.Shape, entry.Type).DetachFromDisposeScope();
                tensors.Add(entry.Name, tensor);
                file.Position = data + entry.Start;
                if (entry.End > entry.Start)
                    file.ReadExactly(tensor.bytes);
            }
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    });

    // What is done with a file stands at the end of its header.
    private static T Open<T>(string path, Func<FileStream, IReadOnlyList<SafetensorsEntry>, T> read)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (!file.CanSeek)
                throw new InvalidDataException("it is no regular file");
            Span<byte> first = stackalloc byte[8];
            if (file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) < first.Length)
                throw SafetensorsHeader.Invalid("it ends within its first 8 bytes");
            var (length, rest) = (BinaryPrimitives.ReadUInt64LittleEndian(first), file.Length - first.Length);
            if (length < 2 || length > LargestHeader || length > (ulong)rest)
                throw SafetensorsHeader.Invalid($"it announces a header of {length} bytes, which has to be from 2 to "
                    + $"{long.Min(LargestHeader, rest)}");
            var text = new byte[length];
            file.ReadExactly(text);
            return read(file, SafetensorsHeader.Parse(text, rest - text.Length));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(Reason(path, cause), cause);
        }
    }

    private static string Reason(string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a folder" : "access is denied",
        _ => cause.Message.Replace($" '{Path.GetFullPath(path)}'", "", StringComparison.Ordinal).TrimEnd('.', ':', ' '),
    };
}
