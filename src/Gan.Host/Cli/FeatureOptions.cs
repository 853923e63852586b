using System.CommandLine;
using System.Globalization;
using Gan.Torch.Evaluation;

namespace Gan.Host.Cli;

/// <summary>The options of a comparison of samples.</summary>
internal sealed class FeatureOptions
{
    private const int LargestSide = 1024;

    private readonly Option<string?> _features = new Option<string?>("--features")
    {
        Description = "Features to compare a GAN's samples in: TorchScript FILE from images to features, or the run directory of a "
            + "classifier; the data set's own classifier if not given.",
    }.Must("a file, or a run directory", text => File.Exists(text) || Directory.Exists(text));
    private readonly Option<string?> _size = new Option<string?>("--features-size")
    {
        Description = "Height and width of the images that FILE takes.",
    }.Must($"a whole number from 1 to {LargestSide}", text => Requirements.IsCount(text, 1, LargestSide));
    private readonly Option<string?> _channels = new Option<string?>("--features-channels")
    {
        Description = "1, or 3 to repeat grey images, where FILE takes colour.",
    }.Must("1 or 3", text => text is "1" or "3");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (!File.Exists(result.GetResult(_features)?.GetValueOrDefault<string?>())
                && Given(option => result.GetResult(option) is not null).Except([_features]).ToArray() is { Length: > 0 } given)
                result.AddError($"{given[0].Name}: must be left out without {_features.Name} FILE.");
        });
    }

    /// <summary>Refuses them where no samples are compared.</summary>
    /// <exception cref="GanError">One is given.</exception>
    public void RequireNone(ParseResult parsed, string run)
    {
        if (Given(option => parsed.GetResult(option) is not null).FirstOrDefault() is { } option)
            throw new GanError(ExitCode.Usage, $"{option.Name}: must be left out: {run} trains no generator of samples.");
    }

    /// <summary>File or folder of the extractor; null for the data set's own.</summary>
    public string? Features(ParseResult parsed) => parsed.GetValue(_features);

    /// <summary>The images that it takes.</summary>
    public FeatureInput Input(ParseResult parsed) => new(Number(parsed, _size), Number(parsed, _channels));

    private Option<string?>[] All => [_features, _size, _channels];

    private IEnumerable<Option<string?>> Given(Func<Option<string?>, bool> isGiven) => All.Where(isGiven);

    private static int? Number(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text
        ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
