using System.Globalization;
using System.Text.Json.Serialization;

namespace Gan.Host.Telemetry;

/// <summary>A process of this machine; its number alone may be given to another one later.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">Clock ticks from the machine's start to its own.</param>
internal sealed record ProcessIdentity(int Id, long Started)
{
    private const int StartField = 20; // of /proc/PID/stat, counted from 1 after the name in parentheses

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>True if it has not ended.</summary>
    [JsonIgnore]
    public bool IsAlive => StartOf(Id) == Started;

    private static long? StartOf(int id)
    {
        try
        {
            // The name may hold blanks and parentheses; what follows its last one does not.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[StartField - 1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
