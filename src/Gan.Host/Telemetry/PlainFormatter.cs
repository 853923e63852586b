using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Gan.Host.Telemetry;

/// <summary>Log lines as a person reads them: the text, after the level where it is a warning or worse.</summary>
internal sealed class PlainFormatter() : ConsoleFormatter(Name)
{
    /// <summary>The formatter's name in the console logger's options.</summary>
    public new const string Name = "plain";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var prefix = logEntry.LogLevel >= LogLevel.Warning ? $"{logEntry.LogLevel}: ".ToLowerInvariant() : "";
        textWriter.WriteLine(prefix + logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
            textWriter.WriteLine(exception);
    }
}
