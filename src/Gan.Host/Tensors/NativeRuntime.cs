using System.Runtime.InteropServices;

namespace Gan.Host.Tensors;

/// <summary>The C library's allocator and OpenMP's threads, set for long training runs.</summary>
internal static unsafe partial class NativeRuntime
{
    // Parameters of glibc's mallopt.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    private const int LargestHeapBlock = 32 << 20;
    private const int KeptFreeMemory = 256 << 20;

    /// <summary>
    /// Fixes the size from which glibc maps a block anew: left alone it adapts upwards as tensors of a step come and go,
    /// and the heap fragments and grows. Freed memory stays with the process up to a bound: giving it back after every
    /// large tensor would cost page faults in every step.
    /// </summary>
    public static void KeepLargeBlocksOnTheHeap()
    {
        // Other C libraries have no mallopt and no such growth.
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out var address))
            return;
        var mallopt = (delegate* unmanaged<int, int, int>)address;
        mallopt(MmapThreshold, LargestHeapBlock);
        mallopt(TrimThreshold, KeptFreeMemory);
    }

    /// <summary>
    /// Gives free pages back to the system. Called after what a step does not do, such as drawing a picture or writing a
    /// checkpoint: its blocks leave holes in the heap that the steps' tensors would not fill.
    /// </summary>
    public static void ReturnFreeMemory()
    {
        GC.Collect();
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out var address))
            _ = ((delegate* unmanaged<nuint, int>)address)(0);
    }

    /// <summary>
    /// Lets libtorch's idle OpenMP threads sleep after microseconds instead of spinning for milliseconds: the fused
    /// updates between its operations need the cores. Has to come before libtorch is loaded, and before other threads run: one that
    /// reads the environment at the same moment would crash. A value that is set stays.
    /// </summary>
    public static void KeepIdleThreadsShort() => _ = SetVariable("GOMP_SPINCOUNT", "1000", overwrite: 0);

    // .NET's own SetEnvironmentVariable does not reach native code.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
