using Gan.Experiments;

namespace Gan.Host.Options;

/// <summary>Everything that is wrong with settings, as one failure that lists everything.</summary>
internal static class SettingProblems
{
    /// <summary>Does nothing if there are none.</summary>
    /// <exception cref="GanError">There are some.</exception>
    public static void RequireNone(IReadOnlyCollection<Problem> problems)
    {
        if (problems.Count > 0)
            throw new GanError(ExitCode.Usage, string.Join('\n',
                problems.Select(problem => $"{problem.Key} = {problem.Value}: must be {problem.Requirement}.")));
    }

    /// <summary>Takes the machine's settings out of all settings; GAN_DATA goes before Data:Root.</summary>
    public static MachineReading TakeMachine(Dictionary<string, string> settings) =>
        MachineReading.Take(settings, Environment.GetEnvironmentVariable("GAN_DATA"));

    /// <summary>The machine's own settings as files and environment have them.</summary>
    /// <exception cref="GanError">Some are wrong.</exception>
    public static Machine Machine()
    {
        var reading = TakeMachine(Settings.Gather(null, null, Environment.GetEnvironmentVariables(), []));
        RequireNone(reading.Problems);
        return reading.Machine!;
    }
}
