using System.CommandLine;
using System.CommandLine.Help;
using Gan.Torch.Native;

namespace Gan.Host.Cli;

/// <summary>The command line: parses, runs the verb, and turns every failure into its exit code and one clear message.</summary>
internal static class GanCommandLine
{
    private const int NarrowestHelp = 40; // columns

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Print stack traces of failures.",
        Recursive = true,
    };

    /// <summary>Says whether a command line trains, which it does without a verb too.</summary>
    public static bool Trains(string[] args) =>
        WithVerb(args).FirstOrDefault(argument => argument != Verbose.Name) == TrainVerb.Name;

    /// <summary>Runs the program.</summary>
    public static int Run(string[] args)
    {
        var root = new RootCommand("Trains generative adversarial networks and robust classifiers. Without a verb: train.") { Verbose };
        root.Subcommands.Add(TrainVerb.Create());
        root.Subcommands.Add(RunsVerb.Create());
        root.Subcommands.Add(StatusVerb.Create());
        root.Subcommands.Add(StopVerb.Create());
        root.Subcommands.Add(SampleVerb.Create());
        root.Subcommands.Add(FilmVerb.Create());
        root.Subcommands.Add(ExportVerb.Create());
        root.Subcommands.Add(EvaluateVerb.Create());
        root.Subcommands.Add(CompareVerb.Create());
        root.Subcommands.Add(AttackVerb.Create());
        root.Subcommands.Add(PresetsVerb.Create());
        root.Subcommands.Add(SettingsVerb.Create());
        root.Subcommands.Add(DataVerb.Create());
        root.Subcommands.Add(DoctorVerb.Create());

        Widen(root);

        var parsed = root.Parse(WithVerb(args));
        try
        {
            ProcessLimits.Require();
            OpenSsl.Require();
            RequireWorkingDirectory();
            // The train verb reports what is wrong with the command line together with what is wrong with the settings.
            if (parsed.Errors.Count > 0)
                return parsed.CommandResult.Command.Name == TrainVerb.Name ? TrainVerb.Run(parsed)
                    : throw new GanError(ExitCode.Usage, Describe(parsed));
            return parsed.Action is null
                ? throw new GanError(ExitCode.Usage, "A verb is missing; 'gan --help' lists them.")
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(Failures.ExitCodeOf(failure) is not null ? Failures.Describe(failure)
                : $"Unexpected failure: {failure.Message} Run again with --verbose and report it.");
            if (args.Contains(Verbose.Name))
                Console.Error.WriteLine(failure);
            return Failures.ExitCodeOf(failure) ?? 1;
        }
    }

    // Where a column is narrower than its margins, help would have no end.
    private static void Widen(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>().Select(option => option.Action).OfType<HelpAction>())
            help.MaxWidth = int.Max(help.MaxWidth, NarrowestHelp);
    }

    // Every name of a file is looked up from there.
    private static void RequireWorkingDirectory()
    {
        try
        {
            _ = Environment.CurrentDirectory;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, "The working directory is not there any more, or may not be looked at: change to "
                + "another one, and run again.", cause);
        }
    }

    private static string Describe(ParseResult parsed)
    {
        var (command, choices) = (parsed.CommandResult.Command, parsed.CommandResult.Command.Subcommands.Select(choice => choice.Name));
        var wanted = command.Subcommands.Count == 0 ? "" : $" It must be one of {string.Join(", ", choices)}.";
        return parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not understood after '{command.Name}'.{wanted}"
            : command.Subcommands.Count > 0 ? $"Something is missing after '{command.Name}'.{wanted}"
            : string.Join('\n', parsed.Errors.Select(error => error.Message));
    }

    private static string[] WithVerb(string[] args) =>
        args.FirstOrDefault(argument => argument != Verbose.Name) is { } first
        && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version")
            ? args
            : [TrainVerb.Name, .. args];
}
