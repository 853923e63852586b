using System.CommandLine;
using System.Globalization;

namespace Gan.Host.Cli;

/// <summary>Requirements on the values of options, in the words that settings use.</summary>
internal static class Requirements
{
    /// <summary>Adds a condition on an option's text.</summary>
    public static Option<T> Must<T>(this Option<T> option, string requirement, Func<string, bool> holds)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !holds(token.Value))
                result.AddError($"{option.Name} = {token.Value}: must be {requirement}.");
        });
        return option;
    }

    /// <summary>True if a text names something.</summary>
    public static bool IsText(string text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>True if a text is a whole number in a range.</summary>
    public static bool IsCount(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && least <= value && value <= most;

    /// <summary>True if a text is a seed.</summary>
    public static bool IsSeed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
