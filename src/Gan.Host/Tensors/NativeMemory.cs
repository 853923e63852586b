using System.Runtime.InteropServices;

namespace Gan.Host.Tensors;

/// <summary>The C library's allocator, set so that resident memory stays flat over weeks of steps.</summary>
internal static unsafe class NativeMemory
{
    private const int MmapThreshold = -3; // M_MMAP_THRESHOLD of glibc's mallopt
    private const int ThirtyTwoMebibytes = 32 << 20;

    /// <summary>
    /// Fixes the size from which glibc maps a block anew. Left alone it adapts upwards as tensors of a step come and
    /// go, and the heap fragments and grows; much lower thresholds cost page faults in every step.
    /// </summary>
    public static void KeepLargeBlocksOnTheHeap()
    {
        // Other C libraries have no mallopt and no such growth.
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out var mallopt))
            ((delegate* unmanaged<int, int, int>)mallopt)(MmapThreshold, ThirtyTwoMebibytes);
    }
}
