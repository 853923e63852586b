using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// The safetensors format: 8 bytes of header length (little-endian), a JSON header, then the raw little-endian values.
/// Writing is deterministic; reading checks every offset against the file.
/// </summary>
internal static class SafetensorsFile
{
    private const long LargestHeader = 100_000_000; // the format's own limit

    private static readonly Dictionary<ScalarType, (string Name, int Size)> Types = new()
    {
        [ScalarType.Float32] = ("F32", 4),
        [ScalarType.Float64] = ("F64", 8),
        [ScalarType.Int64] = ("I64", 8),
        [ScalarType.Byte] = ("U8", 1),
    };

    /// <summary>Writes tensors in the given order and flushes them to the disk.</summary>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors, JsonObject? metadata = null)
    {
        using var scope = NewDisposeScope();
        var values = tensors.Select(tensor => tensor.Value.detach().cpu().contiguous()).ToArray();
        var header = new JsonObject();
        if (metadata is not null)
            header["__metadata__"] = metadata;
        long offset = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (type, size) = Types[values[i].dtype];
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

    /// <summary>The shapes of all tensors by name, from the header alone.</summary>
    /// <exception cref="InvalidDataException">The file is not valid safetensors.</exception>
    public static Dictionary<string, long[]> Shapes(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> length = stackalloc byte[8];
        if (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
            throw new InvalidDataException($"{path} ends within its first 8 bytes");
        var text = new byte[HeaderLength(path, length, file.Length)];
        file.ReadExactly(text);
        try
        {
            using var header = JsonDocument.Parse(text);
            return header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__").GroupBy(entry => entry.Name)
                .ToDictionary(entries => entries.Key, entries => entries.First().Value.GetProperty("shape").EnumerateArray()
                    .Select(axis => axis.GetInt64()).ToArray());
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path} is not valid safetensors: {cause.Message}", cause);
        }
    }

    private static long HeaderLength(string path, ReadOnlySpan<byte> first, long fileLength)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(first);
        return length >= 2 && length <= long.Min(LargestHeader, fileLength - 8) ? length
            : throw new InvalidDataException($"{path} announces a header of {length} bytes");
    }

    /// <summary>Reads every tensor by name, onto the CPU.</summary>
    /// <exception cref="InvalidDataException">The file is not valid safetensors; the message says where.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 8)
            throw new InvalidDataException($"{path} ends within its first 8 bytes");
        var headerLength = HeaderLength(path, bytes, bytes.Length);
        var tensors = new Dictionary<string, Tensor>();
        var data = bytes.AsMemory(8 + (int)headerLength);
        try
        {
            using var header = JsonDocument.Parse(bytes.AsMemory(8, (int)headerLength));
            foreach (var entry in header.RootElement.EnumerateObject())
                if (entry.Name != "__metadata__" && !tensors.TryAdd(entry.Name, ReadTensor(entry.Value, data.Span)))
                    throw new InvalidDataException($"the tensor {entry.Name} occurs twice");
            return tensors;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or InvalidDataException)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw new InvalidDataException($"{path} is not valid safetensors: {cause.Message}", cause);
        }
    }

    private static Tensor ReadTensor(JsonElement entry, ReadOnlySpan<byte> data)
    {
        var name = entry.GetProperty("dtype").GetString();
        var (type, (_, size)) = Types.FirstOrDefault(known => known.Value.Name == name);
        if (size == 0)
            throw new InvalidDataException($"values of type {name} are not supported");
        var shape = entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()).ToArray();
        var offsets = entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        if (offsets is not [var start, var end] || start < 0 || end < start || end > data.Length)
            throw new InvalidDataException("an entry's offsets lie outside the file");
        // The product of hostile lengths may overflow any integer: it stops at the file's length.
        var most = data.Length;
        var count = shape.Aggregate((Int128)size, (product, length) => length < 0 || product > most ? -1 : product * length);
        if (count != end - start)
            throw new InvalidDataException("an entry's shape does not fit its offsets");
        var tensor = empty(shape, type).DetachFromDisposeScope();
        if (end > start)
            data[(int)start..(int)end].CopyTo(tensor.bytes);
        return tensor;
    }
}
