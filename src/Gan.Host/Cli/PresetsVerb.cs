using System.CommandLine;
using Gan.Host.Options;

namespace Gan.Host.Cli;

/// <summary><c>gan presets</c>: the named complete runs.</summary>
internal static class PresetsVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("presets", "List the named complete runs.");
        command.SetAction(_ =>
        {
            foreach (var name in Presets.Names)
                Console.WriteLine($"{name,-14}{Presets.DescriptionOf(name)}");
            return ExitCode.Done;
        });
        return command;
    }
}
