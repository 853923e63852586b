using Gan.Math.Experiments;

namespace Gan.Host.Options;

/// <summary>What is wrong with settings, as one failure that lists everything.</summary>
internal static class SettingProblems
{
    /// <summary>Does nothing if there are none.</summary>
    /// <exception cref="GanError">There are some.</exception>
    public static void RequireNone(IReadOnlyCollection<Problem> problems)
    {
        if (problems.Count > 0)
            throw new GanError(ExitCode.Usage, string.Join('\n', problems.Select(problem => $"{problem.Key} = {problem.Value}: must be {problem.Requirement}.")));
    }

    /// <summary>The host's own settings as files and environment have them.</summary>
    /// <exception cref="GanError">Some are wrong.</exception>
    public static HostSettings HostSettings()
    {
        var problems = new List<Problem>();
        var settings = Settings.Gather(null, null, Environment.GetEnvironmentVariables(), []);
        var host = Options.HostSettings.Take(settings, Environment.GetEnvironmentVariable("GAN_DATA"), problems);
        RequireNone(problems);
        return host;
    }
}
