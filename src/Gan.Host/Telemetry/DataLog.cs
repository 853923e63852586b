using Gan.Torch.Modalities;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Says what was found where data was looked for, and what is not as it should be.</summary>
internal sealed partial class DataLog(ILogger<DataLog> logger) : ITrainingListener
{
    /// <inheritdoc/>
    public void Opened(DataFound found) => Found(found);

    /// <inheritdoc/>
    public void Warn(string what) => Warned(what);

    [LoggerMessage(121, LogLevel.Warning, "{What}")]
    private partial void Warned(string what);

    [LoggerMessage(120, LogLevel.Information, "data: {Found}")]
    private partial void Found(DataFound found);
}
