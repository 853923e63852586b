using System.Buffers.Binary;
using System.Text;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The file format: what is written reads back, and no malformed file is accepted or crashes.</summary>
public class SafetensorsTests
{
    [Fact]
    public void Tensors_read_back_with_their_names_shapes_types_and_bits()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        (string, Tensor)[] tensors =
        [
            ("fc1.weight", randn(3, 5)),
            ("fc1.bias", tensor([float.NaN, float.NegativeInfinity, -0f])),
            ("bn1.num_batches_tracked", tensor(42L)),
            ("empty", zeros(0, 4)),
        ];
        SafetensorsFile.Write(folder["x.safetensors"], tensors, new() { ["format"] = "pt" });
        var read = SafetensorsFile.Read(folder["x.safetensors"]);
        Assert.Equal(tensors.Select(tensor => tensor.Item1), read.Keys);
        foreach (var (name, value) in tensors)
        {
            Assert.Equal(value.shape, read[name].shape);
            Assert.Equal(value.dtype, read[name].dtype);
            Assert.Equal(value.numel() == 0 ? [] : value.bytes.ToArray(), value.numel() == 0 ? [] : read[name].bytes.ToArray());
        }
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        using var folder = new TestFolder();
        using var value = tensor([1f, -2f]);
        SafetensorsFile.Write(folder["x.safetensors"], [("a", value)]);
        var bytes = File.ReadAllBytes(folder["x.safetensors"]);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Theory]
    [InlineData("", "ends within")]
    [InlineData("{ ", "not valid safetensors")]
    [InlineData("{", "a header of 1 bytes")]
    [InlineData("[]", "not valid safetensors")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", "C64")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "not valid safetensors: the tensor a has no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "a occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\u0061":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "a occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "dtype occurs twice in the tensor a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-5,0],"data_offsets":[0,0]}}""", "the shape of the tensor a: must be a list of whole numbers from 0 up, and has -5")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "2.5")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}""", "1e400")]
    [InlineData("""{"a":{"dtype":"F32","shape":[18446744073709551618],"data_offsets":[0,8]}}""", "18446744073709551618")]
    [InlineData("""{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,0],"data_offsets":[0,0]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "offsets [8, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", "offsets [0, 4, 8]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775808]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":8,"shape":[2],"data_offsets":[0,8]}}""", "dtype of the tensor a")]
    [InlineData("""{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", "F33")]
    [InlineData("""{"a":[]}""", "the tensor a is no JSON object")]
    [InlineData("""{"__metadata__":"pt","a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "__metadata__ is no JSON object")]
    [InlineData("""{"__metadata__":{"step":3},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "step in its __metadata__ is no text")]
    [InlineData("""{"a\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "not Unicode")]
    [InlineData(""" {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "no JSON object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}""", "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "the tensors a and b overlap")]
    [InlineData("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[3,7]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the tensors a and b overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", "the tensors a and b overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "2 bytes belong to no tensor, between a and b")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "4 bytes belong to no tensor, before a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes belong to no tensor, after the last one, a")]
    [InlineData("{}", "8 bytes belong to no tensor, after the header")]
    public void Malformed_files_are_refused_with_a_reason(string header, string reason)
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["x.safetensors"], header.Length == 0 ? [] : Bytes(Encoding.ASCII.GetBytes(header), 8));
        var failure = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(folder["x.safetensors"]));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        RequireRefused(folder["x.safetensors"]);
    }

    [Fact]
    public void A_header_that_is_not_UTF8_or_nested_deeply_is_refused()
    {
        using var folder = new TestFolder();
        byte[] nested = [.. "{\"a\":"u8, .. Enumerable.Repeat((byte)'[', 1_000_000)];
        byte[] broken = [.. "{\"\u00e9"u8[..^1], .. "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8];
        byte[] many = [.. "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4],\"shape\":["u8, .. Enumerable.Repeat("1,"u8.ToArray(), 100_000).SelectMany(one => one), .. "1]}}"u8];
        foreach (var header in new[] { nested, broken, many })
        {
            File.WriteAllBytes(folder["x.safetensors"], Bytes(header, 8));
            RequireRefused(folder["x.safetensors"]);
        }
    }

    [Fact]
    public void What_cannot_be_opened_is_refused_with_its_path_once()
    {
        using var folder = new TestFolder();
        RequireRefused(folder["nowhere.safetensors"]);
        RequireRefused(Path.Combine(folder["nowhere"], "x.safetensors"));
        RequireRefused(folder.Root);
        File.CreateSymbolicLink(folder["loop.safetensors"], folder["loop.safetensors"]);
        RequireRefused(folder["loop.safetensors"]);
    }

    // As in safetensors.safe_open: several may lie at one place, between tensors and at either end.
    [Fact]
    public void Empty_tensors_of_any_shape_are_valid()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["x.safetensors"], Bytes("""
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[1000000,0],"data_offsets":[4,4]},
            "f":{"dtype":"I64","shape":[0],"data_offsets":[4,4]},"g":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},
            "b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"h":{"dtype":"F64","shape":[2,0],"data_offsets":[8,8]}}
            """u8, 8));
        using var scope = NewDisposeScope();
        var read = SafetensorsFile.Read(folder["x.safetensors"]);
        Assert.Equal(["a", "e", "f", "g", "b", "h"], read.Keys);
        Assert.Equal([1_000_000, 0], read["e"].shape);
        Assert.Empty(read["b"].shape);
        using var a = zeros(1);
        var failure = Assert.Throws<ModelFileException>(() => WeightsLoader.Load([("a", a), ("b", zeros([]))], folder["x.safetensors"]));
        Assert.Contains("fit the network: e is not expected; f is not expected;", failure.Message, StringComparison.Ordinal);
    }

    // 2,000 files, each a valid one with something changed, drawn from a fixed seed.
    [Fact]
    public void Files_with_anything_changed_are_read_or_refused()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = folder["x.safetensors"];
        (string, Tensor)[] tensors =
            [("fc.weight", randn(3, 5)), ("fc.bias", randn(3)), ("n", tensor(42L)), ("empty", zeros(0, 4)), ("half", randn(7).half()), ("bits", tensor(new byte[] { 1, 0, 1 })), ("wide", randn(2, float64))];
        SafetensorsFile.Write(path, tensors, new() { ["format"] = "pt" });
        var valid = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(valid);
        var draws = new Random(1);
        string[] pieces = ["-", "9", "0", "1e9", ".5", "\"", "{", "[", "]", "}", ",", ":", "null", "\"F64\"", "\\u0000", "9223372036854775807", "[[", "\u00e9", "module."];
        byte[] Changed() => draws.Next(4) switch
        {
            0 => valid[..draws.Next(valid.Length)],
            1 => [.. valid, .. new byte[draws.Next(1, 9)]],
            2 => Flipped(draws.Next(1, 4), draws.Next(3) == 0 ? 8 : valid.Length),
            _ => Edited(8 + draws.Next(header), draws.Next(4), Encoding.UTF8.GetBytes(pieces[draws.Next(pieces.Length)])),
        };
        byte[] Flipped(int count, int within)
        {
            byte[] bytes = [.. valid];
            for (; count > 0; count--)
                bytes[draws.Next(within)] ^= (byte)(1 << draws.Next(8));
            return bytes;
        }
        // The length of the header follows, so that what is in it is looked at.
        byte[] Edited(int place, int left, byte[] piece)
        {
            left = int.Min(left, 8 + header - place);
            byte[] bytes = [.. valid[..place], .. piece, .. valid[(place + left)..]];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, header + piece.Length - left);
            return bytes;
        }
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            using var inner = NewDisposeScope();
            File.WriteAllBytes(path, Changed());
            try
            {
                WeightsLoader.Read(path, inner);
                BroughtWeights.Load(tensors, path, tell: null);
            }
            catch (ModelFileException failure)
            {
                refused++;
                RequireSentence(failure, path);
            }
        }
        Assert.InRange(refused, 1000, 1999);
    }

    [Fact]
    public void A_header_longer_than_the_format_allows_is_refused()
    {
        using var folder = new TestFolder();
        using (var file = File.Create(folder["x.safetensors"]))
        {
            file.Write(BitConverter.GetBytes(100_000_001L));
            file.SetLength(200_000_000);
        }
        RequireRefused(folder["x.safetensors"]);
        Assert.Contains("100000001", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Entries(folder["x.safetensors"])).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(ReadOnlySpan<byte> header, int values)
    {
        var bytes = new byte[8 + header.Length + values];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    private static void RequireRefused(string path) => RequireSentence(Assert.Throws<ModelFileException>(() => WeightsLoader.Read(path)), path);

    private static void RequireSentence(ModelFileException failure, string path)
    {
        Assert.Equal(2, failure.Message.Split(path).Length);
        Assert.InRange(failure.Message.Length, path.Length, 1000);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreadable, Failures.ExitCodeOf(failure));
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused()
    {
        using var folder = new TestFolder();
        foreach (var length in new[] { -1L, 9, long.MaxValue })
        {
            var bytes = new byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
            File.WriteAllBytes(folder["x.safetensors"], bytes);
            RequireRefused(folder["x.safetensors"]);
        }
    }
}
