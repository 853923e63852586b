using System.CommandLine;
using Gan.Host.Data;
using Gan.Host.Loop;
using Gan.Host.Robustness;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Networks;

namespace Gan.Host.Cli;

/// <summary><c>gan attack</c>: how many test images a classifier still recognises when each is changed within a budget.</summary>
internal static class AttackVerb
{
    private static readonly string[] Named =
        [.. Attack.Ensembles.Select(ensemble => ensemble.Name), .. Attack.All.Select(attack => attack.Name)];

    private static readonly Option<string?> Run = new Option<string?>("--run")
    {
        Description = "Run directory of a classifier, in place of --model and --arch; its data, unless --data says otherwise.",
    }.Must("a folder", Requirements.IsText);
    private static readonly Option<string?> Model = new Option<string?>("--model")
    {
        Description = "Weights, FILE.safetensors with PyTorch's names.",
    }.Must("a file that ends in .safetensors", text => Path.GetExtension(text) == ".safetensors");
    private static readonly Option<string?> Architecture = OneOf("--arch", "Network of the weights", ClassifierArchitectures.Names);
    private static readonly Option<string?> Data = new Option<string?>("--data") { Description = $"Test images: {TestImages.Requirement}." }
        .Must(TestImages.Requirement, TestImages.Exists);
    private static readonly Option<string?> Name = OneOf("--attack", "The attack", Named, "standard");
    private static readonly Option<string?> Precision =
        OneOf("--precision", "What the search computes in; float32 judges", AttackRequest.Precisions.Keys, "float32");
    private static readonly Option<string?> Save = File("--save", "Tensors x, x_adv and y", ".safetensors");
    private static readonly Option<string?> Picture = File("--picture", "Clean images, adversarial ones and differences", ".png");
    private static readonly Option<string?> Curve =
        File("--curve", "Robust accuracy against eps, the attack on four smaller budgets too,", ".png");
    private static readonly Option<string[]> Beside = new("--beside")
    {
        Description = "Reports of gan attack --json --curve of other classifiers, FILE.json: their curves in the same picture.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly EvaluationOptions Options = new();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("attack", "Attack a classifier and report what withstands.") { Run, Model, Architecture, Data };
        Options.AddTo(command);
        foreach (var option in new Option[] { Name, Precision, Save, Picture, Curve, Beside })
            command.Add(option);
        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is not null;
            var missing = new Option[] { Model, Architecture, Data }.Where(option => !Given(option)).Select(option => option.Name)
                .ToArray();
            if (Given(Run) && (Given(Model) || Given(Architecture)))
                result.AddError("--run: must be left out beside --model and --arch.");
            else if (!Given(Run) && missing.Length > 0)
                result.AddError($"{string.Join(", ", missing)}: must be given, or --run in place of them.");
            if (Given(Beside) && !Given(Curve))
                result.AddError("--beside: must be left out without --curve.");
        });
        command.SetAction(parsed => Options.Run(parsed, (device, root, stop) =>
            new AttackCommand(Request(parsed), device, Console.Out, Console.Error).Run(root, stop)));
        return command;
    }

    private static Option<string?> OneOf(string name, string description, IEnumerable<string> choices, string? otherwise = null)
    {
        var all = string.Join(", ", choices);
        var option = new Option<string?>(name) { Description = $"{description}: {all}." }.Must($"one of {all}", choices.Contains);
        if (otherwise is not null)
            option.DefaultValueFactory = _ => otherwise;
        return option;
    }

    private static Option<string?> File(string name, string description, string extension) =>
        new Option<string?>(name) { Description = $"{description} as FILE{extension}." }
            .Must($"a file that ends in {extension}", text => Path.GetExtension(text) == extension);

    private static AttackRequest Request(ParseResult parsed)
    {
        var named = parsed.GetValue(Data) is { } name ? TestImages.Named(name) : null;
        var (weights, data) = parsed.GetValue(Run) is { } run
            ? TrainedRun.Classifier(run) is var (trained, its, _) ? (trained, named ?? its) : default
            : (ClassifierWeights.InFile(parsed.GetValue(Model)!, parsed.GetValue(Architecture)!), named!);
        return new AttackRequest(weights, data, Options.Budget(parsed), parsed.GetValue(Name)!, Options.Count(parsed), Options.Seed(parsed),
            AttackRequest.Precisions[parsed.GetValue(Precision)!], Options.Json(parsed), parsed.GetValue(Save), parsed.GetValue(Picture),
                parsed.GetValue(Curve), parsed.GetValue(Beside) ?? []);
    }
}
