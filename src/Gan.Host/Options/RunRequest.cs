using Gan.Experiments;
using Gan.Host.Runs;

namespace Gan.Host.Options;

/// <summary>How to treat a run directory that holds checkpoints.</summary>
internal enum Resume
{
    /// <summary>Continue if there is a checkpoint, else start.</summary>
    Auto,

    /// <summary>Start; refuse if there is a checkpoint.</summary>
    Never,

    /// <summary>Continue; refuse if there is no checkpoint.</summary>
    Must,
}

/// <summary>A validated wish to train.</summary>
/// <param name="Experiment">What to compute.</param>
/// <param name="Host">On what.</param>
/// <param name="RunFolder">Where to keep it.</param>
/// <param name="Resume">What to do with what is there.</param>
internal sealed record RunRequest(Experiment Experiment, Machine Host, string RunFolder, Resume Resume)
{
    private static readonly Dictionary<string, Resume> Modes = new()
    {
        ["auto"] = Resume.Auto,
        ["never"] = Resume.Never,
        ["must"] = Resume.Must,
    };

    /// <summary>
    /// Turns the command line into a request, or fails with every problem at once.
    /// </summary>
    /// <param name="preset">--preset, or null.</param>
    /// <param name="run">--run, or null.</param>
    /// <param name="resume">--resume.</param>
    /// <param name="assignments">KEY=VALUE texts, those of --seed, --steps and --device among them.</param>
    /// <param name="earlier">Problems that parsing the command line found already.</param>
    public static RunRequest Create(string? preset, string? run, string resume, IEnumerable<string> assignments,
        IEnumerable<string> earlier)
    {
        var problems = earlier.ToList();
        var known = preset is null || Presets.Names.Contains(preset);
        if (!known)
            problems.Add(Describe("--preset", preset!, $"one of {string.Join(", ", Presets.Names)}"));
        if (!Modes.TryGetValue(resume, out var mode))
            problems.Add(Describe("--resume", resume, "auto, never or must"));
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase); // the last assignment of a key wins
        foreach (var assignment in assignments)
            if (assignment.Split('=', 2) is [{ Length: > 0 } key, var value])
                pairs[key.Trim()] = value;
            else
                problems.Add(Describe("--set", assignment, "Section:Key=Value"));

        // An existing run continues with its own settings unless a preset is asked for.
        if (run is not null && string.IsNullOrWhiteSpace(run))
        {
            problems.Add(Describe("--run", run, "a folder"));
            run = null;
        }
        var folder = Path.TrimEndingDirectorySeparator(run ?? Path.Combine("runs", preset ?? Presets.Default));
        var stored = preset is null ? ExperimentFile.Settings(folder) : null;
        // An unknown preset is a problem already; the default stands in so that the other settings are checked too.
        var basis = stored is not null ? null : preset is not null && known ? preset : Presets.Default;
        var environment = Environment.GetEnvironmentVariables();
        var settings = Settings.Gather(basis, stored is null ? null : Known.Experiments.Migrate(stored), environment, pairs);
        var host = SettingProblems.TakeMachine(settings);
        var reading = Known.Experiments.Read(settings);
        problems.AddRange(host.Problems.Concat(reading.Problems)
            .Concat(Unused(reading.Experiment, Settings.FromEnvironment(environment).Concat(pairs)))
            .Select(problem => Describe(problem.Key, problem.Value, problem.Requirement)));
        if (problems.Count > 0)
            throw new GanError(ExitCode.Usage, string.Join('\n', problems));
        return new RunRequest(reading.Experiment!, host.Machine!, folder, mode);
    }

    // A setting that the others leave without effect: who asks for it expects otherwise.
    private static IEnumerable<Problem> Unused(Experiment? experiment, IEnumerable<KeyValuePair<string, string>> asked)
    {
        if (experiment is null)
            return [];
        var used = Known.Experiments.Settings(experiment).Select(setting => setting.Key).Concat(MachineReading.Keys)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return asked.Where(pair => !used.Contains(pair.Key))
            .Select(pair => new Problem(pair.Key, pair.Value, "left out: with the other settings it would change nothing"));
    }

    private static string Describe(string key, string value, string requirement) => $"{key} = {value}: must be {requirement}.";
}
