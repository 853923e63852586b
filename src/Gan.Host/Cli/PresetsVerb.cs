using System.CommandLine;
using Gan.Experiments;
using Gan.Host.Options;
using Gan.Host.Runs;

namespace Gan.Host.Cli;

/// <summary><c>gan presets</c>: the named complete runs, and the formulas of what one trains with.</summary>
internal static class PresetsVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var show = new Option<string?>("--show") { Description = "A preset whose settings and formulas to print." }
            .Must($"one of {string.Join(", ", Presets.Names)}", name => Presets.Names.Contains(name));
        var command = new Command("presets", "List the named complete runs.") { show };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(show) is { } name)
                Show(name);
            else
                foreach (var preset in Presets.Names)
                    Console.WriteLine($"{preset.PadRight(Presets.Names.Max(name => name.Length) + 2)}{Presets.DescriptionOf(preset)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(string name)
    {
        var experiment = Read(name);
        Console.WriteLine(Presets.DescriptionOf(name));
        Console.WriteLine();
        foreach (var equation in Experiments.Experiments.Formulas(experiment))
            Console.WriteLine($"  {equation}");
        Console.WriteLine();
        Console.WriteLine(experiment.Task is TrainingTask.GanTask
            ? "  C discriminator output, x real and G(z) generated sample, g gradient, θ parameters, η learning rate, t step;"
            : "  z clean and z' adversarial logits, y one-hot class, r marks the largest other adversarial logit, g gradient, θ "
                + "parameters, η learning rate, t step;");
        Console.WriteLine("  a prime marks the next value. docs/catalogue.md has every formula with its source.");
        Console.WriteLine();
        foreach (var (key, value) in Known.Experiments.Settings(experiment))
            Console.WriteLine($"  {key} = {value}");
    }

    private static Experiment Read(string name)
    {
        var settings = Settings.Gather(name, null, Environment.GetEnvironmentVariables(), []);
        var machine = SettingProblems.TakeMachine(settings);
        var reading = Known.Experiments.Read(settings);
        SettingProblems.RequireNone([.. machine.Problems, .. reading.Problems]);
        return reading.Experiment!;
    }
}
