using System.CommandLine;
using System.Globalization;
using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Quality;
using Gan.Host.Robustness;
using Gan.Host.Runs;
using Gan.Torch.Modalities;

namespace Gan.Host.Cli;

/// <summary>
/// <c>gan evaluate</c>: how good and how robust the newest classifier of a run is; of a generator of perturbations, how often it fools
/// its classifier or another one, beside the attacks; of a GAN, how good its samples are.
/// </summary>
internal static class EvaluateVerb
{
    private static readonly Option<string?> Run = new Option<string?>("--run")
    {
        Description = "Run directory of a classifier, of a GAN, or of a generator of perturbations.",
    }.Must("a folder", Requirements.IsText);
    private static readonly Option<string?> Samples = new Option<string?>("--samples")
    {
        Description = "In place of --run: FILE.safetensors with samples of any program, tensor 'samples' [N, C, H, W] in [0, 1].",
    }.Must("a file", File.Exists);
    private static readonly Option<string?> Data = new Option<string?>("--data")
    {
        Description = "The data set that the samples of FILE imitate.",
    }.Must(string.Join(" or ", DataSets.Images.Keys), DataSets.Images.ContainsKey);
    private static readonly Option<string?> Against = new Option<string?>("--against")
    {
        Description = "Run directory of another classifier that a generator of perturbations is tried on.",
    }.Must("a folder", Requirements.IsText);
    private static readonly DefenseGanOptions Defence = new();
    private static readonly FeatureOptions Comparison = new();
    private static readonly EvaluationOptions Options =
        new(norm: "linf", eps: "0.3", countNote: $". Of a GAN, as many samples, training and test images; {CountOfSamples}");

    private const int CountOfSamples = 10_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Report a classifier's accuracy, without an attack and under three, or how good a GAN's "
            + "samples are.") { Run, Samples, Data, Against };
        Defence.AddTo(command);
        Comparison.AddTo(command);
        Options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Run) is null == result.GetResult(Samples) is null)
                result.AddError($"{Run.Name}: must be given, or {Samples.Name} in its place.");
            if (result.GetResult(Samples) is null != result.GetResult(Data) is null)
                result.AddError($"{Data.Name}: must be given with {Samples.Name}, and only with it.");
        });
        command.SetAction(parsed => parsed.GetValue(Samples) is { } file ? OfSamples(parsed, file) : Trains(parsed.GetValue(Run)!) switch
        {
            TrainingTask.GanTask => OfSamples(parsed, parsed.GetValue(Run)!),
            TrainingTask.AdvGanTask => OfPerturbations(parsed),
            TrainingTask.ClassifierTask => OfClassifier(parsed),
            var other => throw new NotSupportedException($"There is no task {other}."),
        });
        return command;
    }

    private static int OfSamples(ParseResult parsed, string subject)
    {
        foreach (var (name, given) in new[] { ("--against", parsed.GetValue(Against)), ("--defense-gan", Defence.Run(parsed)),
            ("--norm, --eps", Options.GivesBudget(parsed) ? "" : null) })
            if (given is not null)
                throw new GanError(ExitCode.Usage, $"{name}: must be left out: {subject} trains no classifier.");
        var request = new QualityRequest(subject, parsed.GetValue(Data), Options.Count(parsed, CountOfSamples), Options.Seed(parsed),
            Options.Json(parsed), Comparison.Features(parsed), Comparison.Input(parsed));
        return Options.Run(parsed, (device, root, stop) => new QualityCommand(request, device, Console.Out, Console.Error).Run(root, stop));
    }

    private static int OfClassifier(ParseResult parsed)
    {
        var folder = parsed.GetValue(Run)!;
        Comparison.RequireNone(parsed, folder);
        if (parsed.GetValue(Against) is { } other)
            throw new GanError(ExitCode.Usage, $"--against = {other}: must be left out: {folder} trains no generator of perturbations.");
        var (weights, data, step) = TrainedRun.Classifier(folder);
        var request = new EvaluationRequest(folder, step, weights, data, Options.Budget(parsed), Options.Count(parsed),
            Options.Seed(parsed), Options.Json(parsed));
        if (Defence.Run(parsed) is not { } gan)
            return Evaluate(parsed, request);
        TrainedRun.RequireData(gan, data.Data!, $"--defense-gan = {gan}");
        return Options.Run(parsed, (device, root, stop) =>
        {
            using var defence = new DefenseGanDefence(gan, Defence.Steps(parsed), weights.ImageShape, Defence.Restarts(parsed),
                request.Seed, stop);
            return new DefenceCommand(request, points => new(defence.Apply(new(points.Value.cpu())).Value.to(device)),
                Defence.Draws(parsed), device, Console.Out, Console.Error).Run(root, stop);
        });
    }

    private static int OfPerturbations(ParseResult parsed)
    {
        var folder = parsed.GetValue(Run)!;
        Comparison.RequireNone(parsed, folder);
        using var perturbation = new AdvGanPerturbation(folder);
        var radius = perturbation.Ball.Radius;
        if (Options.GivesBudget(parsed))
            throw new GanError(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture,
                $"--norm, --eps: must be left out: the budget is that of the generator, linf {radius}."));
        if (Defence.Run(parsed) is { } gan)
            throw new GanError(ExitCode.Usage, $"--defense-gan = {gan}: must be left out: {folder} trains no classifier.");
        var other = parsed.GetValue(Against);
        if (other is not null)
            TrainedRun.RequireData(other, perturbation.Data.Data!, $"--against = {other}");
        var (weights, _, _) = TrainedRun.Classifier(other ?? perturbation.Victim);
        return Evaluate(parsed, new EvaluationRequest(other is null
            ? folder : $"{folder} against {other}", perturbation.Step, weights, perturbation.Data, new Budget("linf", radius),
            Options.Count(parsed), Options.Seed(parsed), Options.Json(parsed), perturbation));
    }

    private static int Evaluate(ParseResult parsed, EvaluationRequest request) =>
        Options.Run(parsed, (device, root, stop) => new EvaluationCommand(request, device, Console.Out, Console.Error).Run(root, stop));

    private static TrainingTask Trains(string folder)
    {
        using var run = RunDirectory.OpenForReading(folder);
        return run.StoredExperiment().Task;
    }
}
