using System.Globalization;

namespace Gan.Host.Runs;

/// <summary>Room for a run's files: training waits where it is short, because a write that fails midway ends a run.</summary>
/// <param name="folder">Where they are written.</param>
/// <param name="reserve">Bytes that stay free.</param>
internal sealed class DiskSpace(string folder, long reserve)
{
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>Says which disk is too full for so many bytes; null if none is.</summary>
    public string? Lacks(long bytes)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free >= bytes + reserve ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{free / BytesPerMebibyte:F1} MiB are free in {folder}, {(bytes + reserve) / BytesPerMebibyte:F1} MiB are wanted "
                    + $"(Disk:Reserve and the next checkpoint): free some space");
    }
}
