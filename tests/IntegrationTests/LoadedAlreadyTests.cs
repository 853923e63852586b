using Gan.Torch.Native;

namespace Gan.IntegrationTests;

/// <summary>A program that has loaded libtorch itself is left alone.</summary>
public class LoadedAlreadyTests
{
    private static string Mapped(string path) => $"7f0000000000-7f0000001000 r-xp 00000000 08:01 1234                       {path}";

    [Fact]
    public void Libraries_that_are_mapped_are_found_where_they_lie()
    {
        string[] maps = [Mapped("/a/libc10.so"), "7fff0000-7fff1000 rw-p 00000000 00:00 0 [stack]", Mapped("/a/libtorch_cpu.so"), Mapped("/b/libLibTorchSharp.so"), ""];
        var found = LibTorch.LoadedAlready(maps);
        Assert.Equal(new LibTorchInfo("/a", "loaded before", "/b/libLibTorchSharp.so", Mended: false, HasCuda: false), found);
        Assert.True(LibTorch.LoadedAlready([.. maps, Mapped("/a/libtorch_cuda.so")])!.HasCuda);
        // One without the other was not TorchSharp's doing.
        Assert.Null(LibTorch.LoadedAlready(maps[..3]));
        Assert.Null(LibTorch.LoadedAlready([Mapped("/b/libLibTorchSharp.so")]));
    }
}
