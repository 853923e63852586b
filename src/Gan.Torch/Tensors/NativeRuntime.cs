using System.Runtime.InteropServices;
using System.Text;

namespace Gan.Torch.Tensors;

/// <summary>The C library's allocator and OpenMP's threads, set for long training runs.</summary>
internal static unsafe partial class NativeRuntime
{
    // Parameters of glibc's mallopt.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    private const string ArenaVariable = "MALLOC_ARENA_MAX";
    private const string SpinVariable = "GOMP_SPINCOUNT";
    private const string FewSpins = "1000";

    private const int LargestHeapBlock = 32 << 20;
    private const int KeptFreeMemory = 256 << 20;

    /// <summary>
    /// Fixes the size from which glibc maps a block anew: left alone it adapts upwards as tensors of a step come and go,
    /// and the heap fragments and grows. Freed memory stays with the process up to a bound: giving it back after every
    /// large tensor would cost page faults in every step.
    /// </summary>
    public static void KeepLargeBlocksOnTheHeap()
    {
        if (Mallopt is not { } address)
            return;
        var mallopt = (delegate* unmanaged<int, int, int>)address;
        mallopt(MmapThreshold, LargestHeapBlock);
        mallopt(TrimThreshold, KeptFreeMemory);
    }

    /// <summary>
    /// Begins the program anew with one heap for all threads, unless the environment says how many: glibc reads that before any
    /// code of ours runs. With a heap for each
    /// thread, what one has freed lies out of the others' reach, and a run of weeks grows. Has to come before anything was done;
    /// where it cannot be, the program goes on as it is.
    /// </summary>
    public static void ShareOneHeap()
    {
        const string image = "/proc/self/exe", arguments = "/proc/self/cmdline", environment = "/proc/self/environ";
        if (Mallopt is null || Environment.GetEnvironmentVariable(ArenaVariable) is not null || !File.Exists(arguments)
            || new FileInfo(image).ResolveLinkTarget(returnFinalTarget: true) is not { } program)
            return;
        var line = File.ReadAllBytes(arguments);
        // The environment is not written to: the runtime's threads run already.
        byte[] variables = [.. File.ReadAllBytes(environment), .. Encoding.UTF8.GetBytes($"{ArenaVariable}=1\0")];
        if (Environment.GetEnvironmentVariable(SpinVariable) is null)
            variables = [.. variables, .. Encoding.UTF8.GetBytes($"{SpinVariable}={FewSpins}\0")];
        fixed (byte* given = line, set = variables)
        fixed (nint* givenStarts = Starts(line, given), setStarts = Starts(variables, set))
            _ = Execute(program.FullName, givenStarts, setStarts);
    }

    // Where the texts begin that each end with a zero, and a zero behind the last.
    private static nint[] Starts(byte[] texts, byte* place)
    {
        List<nint> starts = [];
        for (var start = 0; start < texts.Length; start = Array.IndexOf(texts, (byte)0, start) + 1)
            starts.Add((nint)(place + start));
        return [.. starts, 0];
    }

    // Other C libraries have none, and no such growth.
    private static nint? Mallopt => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out var address)
        ? address : null;

    /// <summary>
    /// Lets libtorch's idle OpenMP threads sleep after microseconds instead of spinning for milliseconds: the fused
    /// updates between its operations need the cores. Has to come before libtorch is loaded, and before other threads run: one that
    /// reads the environment at the same moment would crash. A value that is set stays.
    /// </summary>
    public static void KeepIdleThreadsShort() => _ = SetVariable(SpinVariable, FewSpins, overwrite: 0);

    // .NET's own SetEnvironmentVariable does not reach native code.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, nint* arguments, nint* environment);
}
