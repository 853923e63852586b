using System.Text.Json;
using System.Text.Unicode;
using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>One tensor of a safetensors file, as the header has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Shape">Lengths of its axes.</param>
/// <param name="Start">Where its values begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Start, long End);

/// <summary>The header of a safetensors file: everything it claims is held against the length of the file.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The name that stands for no tensor.</summary>
    public const string Metadata = "__metadata__";

    // What libtorch's own loops over tensors take; a header of 100 MB could claim millions.
    private const int MostAxes = 64;

    private const int MostShown = 100;

    /// <summary>Types of values: the format's names, and bytes of one value.</summary>
    public static IReadOnlyDictionary<ScalarType, (string Name, int Size)> Types { get; } = new Dictionary<ScalarType, (string, int)>
    {
        [ScalarType.Float32] = ("F32", 4),
        [ScalarType.Float64] = ("F64", 8),
        [ScalarType.Float16] = ("F16", 2),
        [ScalarType.BFloat16] = ("BF16", 2),
        [ScalarType.Int64] = ("I64", 8),
        [ScalarType.Int32] = ("I32", 4),
        [ScalarType.Int16] = ("I16", 2),
        [ScalarType.Int8] = ("I8", 1),
        [ScalarType.Byte] = ("U8", 1),
        [ScalarType.Bool] = ("BOOL", 1),
    };

    /// <summary>Every tensor, in the header's order.</summary>
    /// <param name="text">The header.</param>
    /// <param name="length">Bytes that follow it.</param>
    /// <exception cref="InvalidDataException">It is not valid; the message says where.</exception>
    public static IReadOnlyList<SafetensorsEntry> Parse(ReadOnlyMemory<byte> text, long length)
    {
        if (text.Span is not [(byte)'{', ..] || !Utf8.IsValid(text.Span))
            throw Invalid("its header is no JSON object in UTF-8");
        try
        {
            using var header = JsonDocument.Parse(text);
            var entries = new List<SafetensorsEntry>();
            foreach (var (name, value) in Members(header.RootElement, "its header"))
                if (name != Metadata)
                    entries.Add(Entry(name, value, length));
                else if (Members(value, Metadata).Find(entry => entry.Value.ValueKind != JsonValueKind.String).Name is { } other)
                    throw Invalid($"{Shown(other)} in its {Metadata} is no text");
            RequireCover(entries, length);
            return entries;
        }
        catch (JsonException cause)
        {
            throw Invalid($"its header cannot be read as JSON from line {cause.LineNumber + 1}, byte {cause.BytePositionInLine} on", cause);
        }
        catch (InvalidOperationException cause)
        {
            // Half of a character, escaped, is all that is left: kinds of values are looked at before their values.
            throw Invalid("a text in its header is not Unicode", cause);
        }
    }

    /// <summary>The refusal of a file that is not of this format.</summary>
    public static InvalidDataException Invalid(string reason, Exception? cause = null) =>
        new($"it is not valid safetensors: {reason}", cause);

    /// <summary>A text from a file, fit for a message: not too long, and on one line.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Take(MostShown).Select(each => char.IsControl(each) ? '?' : each)) + (text.Length > MostShown ? "..." : "");

    /// <summary>Lengths of axes in a message.</summary>
    public static string Axes(IReadOnlyCollection<long> lengths) =>
        $"[{string.Join(", ", lengths.Take(MostAxes))}{(lengths.Count > MostAxes ? ", ..." : "")}]";

    private static List<(string Name, JsonElement Value)> Members(JsonElement value, string owner)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Invalid($"{owner} is no JSON object");
        var members = value.EnumerateObject().Select(member => (member.Name, member.Value)).ToList();
        var names = new HashSet<string>();
        return members.Find(member => !names.Add(member.Name)).Name is { } again ? throw Invalid($"{Shown(again)} occurs twice in {owner}")
            : members;
    }

    private static SafetensorsEntry Entry(string name, JsonElement value, long length)
    {
        var subject = $"the tensor {Shown(name)}";
        var members = Members(value, subject);
        JsonElement Member(string key) => members.Find(member => member.Name == key) is (not null, var found) ? found
            : throw Invalid($"{subject} has no {key}");
        var dtype = Member("dtype") is { ValueKind: JsonValueKind.String } text ? text.GetString()!
            : throw Invalid($"the dtype of {subject} is no text");
        var (type, (_, size)) = Types.FirstOrDefault(known => known.Value.Name == dtype);
        if (size == 0)
            throw new InvalidDataException($"{subject} has values of type {Shown(dtype)}, which are not read here");
        var shape = Numbers(Member("shape"), $"the shape of {subject}");
        if (shape.Length > MostAxes)
            throw new InvalidDataException($"{subject} has a shape of {shape.Length} axes, and at most {MostAxes} are read here");
        var offsets = Numbers(Member("data_offsets"), $"data_offsets of {subject}");
        if (offsets is not [var start, var end] || start > end || end > length)
            throw Invalid($"{subject} has the offsets {Axes(offsets)}, and {length} bytes follow the header");
        // An axis of length 0 leaves no values, whatever the others; their product is bounded all the same, as steps in memory are.
        var extent = (Int128)size;
        foreach (var axis in shape)
            extent = extent <= long.MaxValue ? extent * long.Max(axis, 1) : extent;
        if (extent > long.MaxValue || (shape.Contains(0) ? 0 : extent) != end - start)
            throw Invalid($"the shape {Axes(shape)} of {subject}, of {dtype}, does not fit its offsets {Axes(offsets)}");
        return new(name, type, shape, start, end);
    }

    private static long[] Numbers(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Invalid($"{what}: must be a list of whole numbers from 0 up");
        return [.. value.EnumerateArray().Select(each =>
            each.ValueKind == JsonValueKind.Number && each.TryGetInt64(out var number) && number >= 0 ? number
                : throw Invalid($"{what}: must be a list of whole numbers from 0 up, and has {Shown(each.GetRawText())}"))];
    }

    // Values lie one tensor behind the other, from the header to the end of the file.
    private static void RequireCover(IEnumerable<SafetensorsEntry> entries, long length)
    {
        SafetensorsEntry? before = null;
        var covered = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start < covered)
                throw Invalid($"the tensors {Shown(before!.Name)} and {Shown(entry.Name)} overlap");
            if (entry.Start > covered)
                throw Invalid($"{entry.Start - covered} bytes belong to no tensor, "
                    + (before is null ? "before " : $"between {Shown(before.Name)} and ") + Shown(entry.Name));
            (before, covered) = (entry, entry.End);
        }
        if (covered < length)
            throw Invalid($"{length - covered} bytes belong to no tensor, after "
                + (before is null ? "the header" : $"the last one, {Shown(before.Name)}"));
    }
}
