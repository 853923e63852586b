using System.CommandLine;
using System.Globalization;

namespace Gan.Host.Cli;

/// <summary>The options of an evaluation behind Defense-GAN.</summary>
internal sealed class DefenseGanOptions
{
    private readonly Option<string?> _run = new Option<string?>("--defense-gan")
    {
        Description = "Run directory of a GAN: a baseline, the classifier behind Defense-GAN, in place of the attacks.",
    }.Must("a folder", Requirements.IsText);
    private readonly Option<string> _steps = Number("--defense-steps", "Gradient steps of each of its descents", 200, 10_000);
    private readonly Option<string> _restarts = Number("--defense-restarts", "Starts of its descents", 10, 1_000);
    private readonly Option<string> _draws = Number("--defense-draws", "Draws of it that answers and gradients are means of", 2, 1_000);

    private static Option<string> Number(string name, string description, int otherwise, int most) =>
        new Option<string>(name) { Description = $"{description}; {otherwise} if not given.", DefaultValueFactory = _ => $"{otherwise}" }
            .Must($"a whole number from 1 to {most}", text => Requirements.IsCount(text, 1, most));

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _run, _steps, _restarts, _draws })
            command.Add(option);
        command.Validators.Add(result =>
        {
            foreach (var option in new Option[] { _steps, _restarts, _draws })
                if (result.GetResult(_run) is null && result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name}: must be left out without {_run.Name}.");
        });
    }

    /// <summary>Run directory of the generator; null for no defence.</summary>
    public string? Run(ParseResult parsed) => parsed.GetValue(_run);

    /// <summary>Gradient steps of a descent.</summary>
    public int Steps(ParseResult parsed) => Count(parsed, _steps);

    /// <summary>Starts.</summary>
    public int Restarts(ParseResult parsed) => Count(parsed, _restarts);

    /// <summary>Draws.</summary>
    public int Draws(ParseResult parsed) => Count(parsed, _draws);

    private static int Count(ParseResult parsed, Option<string> option) =>
        int.Parse(parsed.GetValue(option)!, CultureInfo.InvariantCulture);
}
