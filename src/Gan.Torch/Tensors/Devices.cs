using Gan.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>Choice of the device and of the number of CPU threads.</summary>
internal static class Devices
{
    /// <summary>True if a text names a device: auto, cpu, cuda or cuda:N.</summary>
    public static bool IsName(string text) =>
        text is "auto" or "cpu" or "cuda"
        || (text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), out var index) && index >= 0);

    /// <summary>Loads libtorch and returns the named device; auto takes CUDA where there is a usable one.</summary>
    public static Device Open(string name, int threads)
    {
        var libtorch = LoadLibTorch();
        if (threads > 0)
            set_num_threads(threads);
        var usable = libtorch.HasCuda && cuda.is_available() ? cuda.device_count() : 0;
        if (name == "cpu" || (name == "auto" && usable == 0))
            return CPU;
        var index = name.StartsWith("cuda:", StringComparison.Ordinal) ? int.Parse(name.AsSpan(5)) : 0;
        if (index >= usable)
            throw new InvalidRequestException(
                $"Run:Device = {name}: {usable} CUDA device(s) can be used with the libtorch in {libtorch.Folder}. "
                + "Set GAN_LIBTORCH to a CUDA build of libtorch, or choose --device cpu.");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>
    /// Makes CUDA compute float32 in float32 until the result is disposed: by itself it takes convolutions in TF32, of 10 bits, and a
    /// verdict would depend on it.
    /// </summary>
    public static IDisposable InFloat32() => new Float32Scope();

    private sealed class Float32Scope : IDisposable
    {
        private readonly (bool Convolutions, bool Products) _before = (backends.cudnn.allow_tf32, backends.cuda.matmul.allow_tf32);

        public Float32Scope() => Set((false, false));

        public void Dispose() => Set(_before);

        private static void Set((bool Convolutions, bool Products) allowed) =>
            (backends.cudnn.allow_tf32, backends.cuda.matmul.allow_tf32) = allowed;
    }

    /// <summary>Loads libtorch before anything touches TorchSharp, and sets the native runtime for long runs.</summary>
    public static LibTorchInfo LoadLibTorch()
    {
        try
        {
            NativeRuntime.KeepLargeBlocksOnTheHeap();
            return LibTorch.Load();
        }
        catch (LibTorchNotFoundException missing)
        {
            throw new ModelFileException(missing.Message, missing);
        }
    }
}
