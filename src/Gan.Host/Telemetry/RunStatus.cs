using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Telemetry;

/// <summary>status.json: what a process says of the run that it trains; written where the run's state changes and with every
/// checkpoint.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Process">Who writes.</param>
/// <param name="Step">Completed steps when it was written.</param>
/// <param name="Total">The experiment's last step; 0 while it is not known yet.</param>
/// <param name="Device">Where it computes.</param>
/// <param name="Message">Why it waits or failed.</param>
internal sealed record RunStatus(RunState State, ProcessIdentity Process, long Step, long Total, string Device, string? Message)
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<RunState>(JsonNamingPolicy.CamelCase) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>True if a process says that it holds the run.</summary>
    [JsonIgnore]
    public bool IsHeld => State is RunState.Starting or RunState.Running or RunState.Waiting;

    /// <summary>Writes the file of a run.</summary>
    public void Write(string path) => DurableFiles.Replace(path, partial =>
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(this, Layout)));

    /// <summary>The status of a run as it is now; null if none was written.</summary>
    /// <exception cref="GanError">The file cannot be read.</exception>
    public static RunStatus? Read(string path)
    {
        try
        {
            var status = JsonSerializer.Deserialize<RunStatus>(File.ReadAllBytes(path), Layout) ?? throw new JsonException("it is empty");
            return status.IsHeld && !status.Process.IsAlive ? status with { State = RunState.Interrupted } : status;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {path}: {cause.Message.TrimEnd('.')}. Delete it: the next training "
                + $"writes it anew.", cause);
        }
    }
}
