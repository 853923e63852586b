namespace Gan.Host.Telemetry;

/// <summary>Where a run stands.</summary>
internal enum RunState
{
    /// <summary>A process holds it and loads its data.</summary>
    Starting,

    /// <summary>A process trains it.</summary>
    Running,

    /// <summary>A process holds it and waits.</summary>
    Waiting,

    /// <summary>Its last step is done.</summary>
    Finished,

    /// <summary>It was stopped, and can go on.</summary>
    Stopped,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Its process ended without a word, and it can go on.</summary>
    Interrupted,
}

/// <summary>Names of states.</summary>
internal static class RunStates
{
    /// <summary>A state in a word.</summary>
    public static string Word(this RunState state) => state.ToString().ToLowerInvariant();
}
