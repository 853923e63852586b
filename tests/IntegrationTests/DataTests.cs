using System.IO.Compression;
using System.Security.Cryptography;
using Gan.IntegrationTests.Support;
using Gan.Torch;
using Gan.Torch.Modalities;
using Gan.Torch.Tensors;

namespace Gan.IntegrationTests;

/// <summary>Data sets and the loader.</summary>
public class DataTests
{
    // The digits are part of what a seed means: a changed drawing changes every run of the default preset.
    [Fact]
    public void The_first_thousand_digits_are_the_ones_they_were()
    {
        var digits = ProceduralDigits.Train(1000, shuffleSeed: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < digits.Count; i++)
            hash.AppendData(digits.Image(i));
        Assert.Equal("19f46695abc41136335e525a8bd15bc7e089ce87b45335f85bc3b26557fe223e", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Digits_are_balanced_distinct_and_their_splits_differ()
    {
        var train = ProceduralDigits.Train(500, shuffleSeed: 0);
        var test = ProceduralDigits.Test(500);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(50, train.Labels.Count((byte)label)));
        var images = Enumerable.Range(0, 500).SelectMany(i => new[] { train, test }.Select(data => Convert.ToHexString(data.Image(i)))).ToHashSet();
        Assert.Equal(1000, images.Count);
    }

    // A classifier that knows 400 digits by their pixels names others: the classes are told apart by their shapes.
    [Fact]
    public void Digits_are_recognised_by_their_nearest_neighbour()
    {
        var train = ProceduralDigits.Train(1000, shuffleSeed: 0);
        var test = ProceduralDigits.Test(200);
        var right = Enumerable.Range(0, test.Count).Count(i =>
            train.Labels[Enumerable.Range(0, train.Count).MinBy(j => Distance(train, j, test, i))] == test.Labels[i]);
        Assert.InRange(right, 180, 200);

        static int Distance(ImageData a, int i, ImageData b, int j)
        {
            var sum = 0;
            var x = a.Image(i);
            var y = b.Image(j);
            for (var k = 0; k < x.Length; k++)
                sum += (x[k] - y[k]) * (x[k] - y[k]);
            return sum;
        }
    }

    [Fact]
    public void An_epoch_holds_every_sample_once_and_the_next_in_another_order()
    {
        // Image k has all pixels k.
        var data = new ImageData([.. Enumerable.Range(0, 20).SelectMany(k => Enumerable.Repeat((byte)k, 4))], new byte[20], channels: 1, 2, 2, seed: 5);
        float[] Epoch(long epoch)
        {
            var batch = new float[80];
            data.Read(epoch, 0, batch, new long[20]);
            return [.. batch.Where((_, i) => i % 4 == 0).Select(value => value * 255)];
        }
        Assert.Equal(Enumerable.Range(0, 20).Select(k => (float)k), Epoch(0).Select(value => float.Round(value)).Order());
        Assert.NotEqual(Epoch(0), Epoch(1));
        Assert.Equal(Epoch(0), Epoch(0));
    }

    [Fact]
    public void A_loader_that_starts_in_the_middle_delivers_what_another_would_have()
    {
        var data = ProceduralDigits.Train(50, shuffleSeed: 3);
        List<float[]> Batches(long first, int count)
        {
            using var loader = new BatchLoader(data, 16, first);
            Assert.Equal(3, loader.BatchesPerEpoch);
            return [.. Enumerable.Range(0, count).Select(_ => loader.Next().Samples.Elements().ToArray())];
        }
        var all = Batches(0, 10);
        Assert.Equal(all[4..], Batches(4, 6));
        Assert.All(all, batch => Assert.All(batch, pixel => Assert.InRange(pixel, 0, 1)));
        Assert.NotEqual(all[0], all[3]); // first batches of two epochs
    }

    [Fact]
    public void Every_sample_comes_with_its_own_label()
    {
        var data = ProceduralDigits.Train(50, shuffleSeed: 3);
        var images = Enumerable.Range(0, 50).ToDictionary(i => Convert.ToHexString(data.Image(i)), i => (long)data.Labels[i]);
        using var loader = new BatchLoader(data, 16, 0);
        for (var batch = 0; batch < 6; batch++)
        {
            var (samples, labels) = loader.Next();
            var bytes = samples.Elements().ToArray().Select(Pixels.ToByte).Chunk(784).Select(Convert.ToHexString);
            Assert.Equal(bytes.Select(image => images[image]), labels.Numbers().ToArray());
        }
    }

    [Fact]
    public void A_fault_of_the_data_reaches_the_consumer()
    {
        using var loader = new BatchLoader(new Broken(), 2, 0);
        var failure = Assert.Throws<InvalidOperationException>(() => loader.Next());
        Assert.Equal("the disk is on fire", failure.InnerException?.Message);
    }

    private sealed class Broken : IDataSource
    {
        public long[] SampleShape => [1];

        public int Count => 10;

        public void Read(long epoch, int first, Span<float> samples, Span<long> labels) => throw new IOException("the disk is on fire");
    }

    // 80,000 points: 10,000 a mode with deviation 94; means within 5 standard errors; deviation within 2 %.
    [Fact]
    public void The_ring_has_the_density_that_it_claims()
    {
        var points = new float[160_000];
        var labels = new long[80_000];
        var ring = PointData.Ring.Density;
        new MixturePoints(ring, 80_000, seed: 1).Read(0, 0, points, labels);
        Assert.Equal(8, ring.Centres.Length);
        for (var mode = 0; mode < ring.Centres.Length; mode++)
        {
            var (x, y) = (2 * double.Cos(mode * double.Pi / 4), 2 * double.Sin(mode * double.Pi / 4));
            var near = Enumerable.Range(0, 80_000).Select(i => (X: points[2 * i] - x, Y: points[2 * i + 1] - y))
                .Where(p => double.Hypot(p.X, p.Y) < 0.7).ToArray();
            Assert.InRange(Enumerable.Range(0, 80_000).Count(i => labels[i] == mode && double.Hypot(points[2 * i] - x, points[2 * i + 1] - y) < 0.7), near.Length, near.Length);
            Assert.InRange(near.Length, 9_600, 10_400);
            Assert.InRange(near.Average(p => p.X), -0.005, 0.005);
            Assert.InRange(near.Average(p => p.Y), -0.005, 0.005);
            Assert.InRange(double.Sqrt(near.Average(p => p.X * p.X)), 0.098, 0.102);
            Assert.InRange(double.Sqrt(near.Average(p => p.Y * p.Y)), 0.098, 0.102);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_files_read_raw_and_gzip(bool gzip)
    {
        using var folder = new TestFolder();
        var path = WriteIdx(folder, IdxBytes.Of(0x803, [2, 2, 3], [.. Enumerable.Range(0, 12).Select(value => (byte)value)]), gzip);
        var (shape, values) = IdxFile.Read(path, axes: 3);
        Assert.Equal([2, 2, 3], shape);
        Assert.Equal(Enumerable.Range(0, 12).Select(value => (byte)value), values);
    }

    [Fact]
    public void Every_fault_of_an_idx_file_is_named()
    {
        using var folder = new TestFolder();
        void Refused(byte[] content, bool gzip, string reason)
        {
            var failure = Assert.Throws<DataException>(() => IdxFile.Read(WriteIdx(folder, content, gzip), axes: 3));
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }
        var good = IdxBytes.Of(0x803, [2, 2, 3], new byte[12]);
        foreach (var gzip in new[] { false, true })
        {
            Refused(good[..10], gzip, "within its 16-byte header");
            Refused(good[..20], gzip, "12 bytes of values and 4 follow");
            Refused([.. good, 0], gzip, "12 bytes of values and 13 follow");
            Refused(IdxBytes.Of(0x801, [2, 2, 3], new byte[12]), gzip, "magic number is 0x00000801");
            Refused(IdxBytes.Of(0x803, [0, 2, 3], []), gzip, "axis 0 claims 0");
            Refused(IdxBytes.Of(0x803, [-1, 2, 3], new byte[12]), gzip, "axis 0 claims 4294967295");
            Refused(IdxBytes.Of(0x803, [1 << 20, 1 << 20, 1], new byte[12]), gzip, "axis 1 claims");
        }
        File.WriteAllBytes(folder["plain.gz"], good);
        Assert.Contains("not a valid gzip file", Assert.Throws<DataException>(() => IdxFile.Read(folder["plain.gz"], 3)).Message, StringComparison.Ordinal);
        var whole = File.ReadAllBytes(WriteIdx(folder, IdxBytes.Of(0x803, [1, 28, 28], [.. Enumerable.Range(0, 784).Select(i => (byte)(i * 7919 >> 3))]), gzip: true));
        File.WriteAllBytes(folder["cut.gz"], whole[..(whole.Length / 2)]);
        Assert.Throws<DataException>(() => IdxFile.Read(folder["cut.gz"], 3));
    }

    [Fact]
    public void Mnist_folders_that_do_not_fit_are_refused()
    {
        using var folder = new TestFolder();
        void Refused(string reason) =>
            Assert.Contains(reason, Assert.Throws<DataException>(() => Mnist.Train(folder.Root, 0)).Message, StringComparison.Ordinal);
        void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(folder.Root, "mnist", name), content);

        Refused("There is no folder");
        Directory.CreateDirectory(folder["mnist"]);
        Refused("train-images-idx3-ubyte");
        Write("train-images-idx3-ubyte", IdxBytes.Of(0x803, [3, 28, 28], new byte[3 * 784]));
        Refused("train-labels-idx1-ubyte");
        Write("train-labels-idx1-ubyte", IdxBytes.Of(0x801, [2], new byte[2]));
        Refused("3 train images but 2 labels");
        Write("train-labels-idx1-ubyte", IdxBytes.Of(0x801, [3], [0, 10, 1]));
        Refused("label 10");
        Write("train-labels-idx1-ubyte", IdxBytes.Of(0x801, [3], [0, 9, 1]));
        Assert.Equal(3, Mnist.Train(folder.Root, 0).Count);
        Write("train-images-idx3-ubyte", IdxBytes.Of(0x803, [3, 28, 27], new byte[3 * 756]));
        Refused("28x27");
    }

    [MnistFact]
    public void The_real_mnist_files_read()
    {
        var train = Mnist.Train(Repository.MnistRoot!, 0);
        Assert.Equal(60_000, train.Count);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3], train.Labels[..8].ToArray());
        Assert.Equal(10_000, Mnist.Test(Repository.MnistRoot!).Count);
    }

    private static string WriteIdx(TestFolder folder, byte[] content, bool gzip)
    {
        var path = folder[gzip ? "file.gz" : "file"];
        using Stream stream = gzip ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
        stream.Write(content);
        return path;
    }

    [Fact]
    public void Files_that_were_unpacked_with_a_dot_in_their_names_are_known()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["t10k-images.idx3-ubyte"], IdxBytes.Of(0x803, [3, 28, 28], new byte[3 * 784]));
        File.WriteAllBytes(folder["t10k-labels.idx1-ubyte"], IdxBytes.Of(0x801, [3], new byte[3]));
        Assert.Equal(3, TestImageFolder.Read(folder.Root, 3, 1, 10, _ => { }).Count);
    }
}
