using System.Buffers.Binary;
using System.Text;
using Gan.IntegrationTests.Support;
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
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "not valid safetensors")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "twice")]
    public void Malformed_files_are_refused_with_a_reason(string header, string reason)
    {
        using var folder = new TestFolder();
        var bytes = new byte[8 + header.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(bytes, 8);
        File.WriteAllBytes(folder["x.safetensors"], header.Length == 0 ? [] : bytes);
        var failure = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(folder["x.safetensors"]));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
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
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(folder["x.safetensors"]));
        }
    }
}
