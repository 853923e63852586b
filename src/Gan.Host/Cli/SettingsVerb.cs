using System.CommandLine;
using Gan.Experiments;
using Gan.Host.Runs;

namespace Gan.Host.Cli;

/// <summary><c>gan settings</c>: what there is to set, from the declarations themselves.</summary>
internal static class SettingsVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var wanted = new Argument<string>("SECTION|KEY")
        {
            Description = "Section or setting, such as Training or Training:BatchSize; all of them without it.",
            Arity = ArgumentArity.ZeroOrOne
        };
        var format = new Option<string>("--format")
        {
            Description = "text, markdown (docs/reference/settings.md) or json (appsettings.json).",
            DefaultValueFactory = _ => "text"
        }.Must("text, markdown or json", text => text is "text" or "markdown" or "json");
        var command = new Command("settings", "Print what can be set: each setting with its default, what it has to be, and what it is "
            + "for.") { wanted, format };
        command.SetAction(parsed =>
        {
            Console.Write(Text(parsed.GetValue(wanted) ?? "", parsed.GetValue(format)!));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The settings of a section, the one of a key, or all, in a format.</summary>
    /// <exception cref="GanError">There is no such section or setting.</exception>
    public static string Text(string wanted, string format)
    {
        var vocabulary = Known.Experiments.Vocabulary;
        return format switch
        {
            "markdown" => SettingsReference.Markdown(vocabulary),
            "json" => SettingsReference.AppSettings(vocabulary),
            "text" => Described(SettingsReference.Matching(vocabulary, wanted), wanted),
            var other => throw new GanError(ExitCode.Usage, $"--format = {other}: must be text, markdown or json."),
        };
    }

    private static string Described(IReadOnlyCollection<Declaration> found, string wanted) => found.Count > 0
        ? string.Concat(found.SelectMany(SettingsReference.Describe).Select(line => line + "\n"))
        : throw new GanError(ExitCode.Usage, $"{wanted}: must be a section or a setting; 'gan settings' lists them all.");
}
