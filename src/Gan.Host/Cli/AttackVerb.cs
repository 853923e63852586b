using System.CommandLine;
using System.Globalization;
using Gan.Host.Models;
using Gan.Host.Options;
using Gan.Host.Robustness;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;

namespace Gan.Host.Cli;

/// <summary><c>gan attack</c>: how many test images a classifier still recognises when each is changed within a budget.</summary>
internal static class AttackVerb
{
    private const int LargestCount = 1_000_000;

    private static readonly Option<string> Model = new Option<string>("--model") { Description = "Weights, FILE.safetensors with PyTorch's names." }
        .Must("a file that ends in .safetensors", text => Path.GetExtension(text) == ".safetensors");
    private static readonly Option<string> Architecture = new Option<string>("--arch") { Description = $"Network of the weights: {string.Join(", ", Classifiers.Names)}." }
        .Must($"one of {string.Join(", ", Classifiers.Names)}", Classifiers.Names.Contains);
    private static readonly Option<string> Data = new Option<string>("--data") { Description = $"Test images: {string.Join(" or ", TestSet.Names)}.", Required = true }
        .Must($"one of {string.Join(", ", TestSet.Names)}", TestSet.Names.Contains);
    private static readonly Option<string> NormName = new Option<string>("--norm") { Description = "linf, l2 or l1.", Required = true }
        .Must("linf, l2 or l1", name => Balls.Norms.Any(norm => norm.Key == name));
    private static readonly Option<string> Eps = new Option<string>("--eps") { Description = "Radius of the budget, pixels being in [0, 1].", Required = true }
        .Must("a number from 0 up", IsRadius);
    private static readonly Option<string> Name = new Option<string>("--attack")
    { Description = $"{string.Join(", ", Attacks.Ensembles.Concat(Attacks.Names))}.", DefaultValueFactory = _ => "standard" }
        .Must($"one of {string.Join(", ", Attacks.Ensembles.Concat(Attacks.Names))}", name => Attacks.Ensembles.Concat(Attacks.Names).Contains(name));
    private static readonly Option<string> Count = new Option<string>("--count") { Description = "The first N test images, in file order.", DefaultValueFactory = _ => "1000" }
        .Must($"a whole number from 1 to {LargestCount}", text => Requirements.IsCount(text, 1, LargestCount));
    private static readonly Option<string> Seed = new Option<string>("--seed") { Description = "Seed of every draw.", DefaultValueFactory = _ => "0" }
        .Must($"a whole number from 0 to {ulong.MaxValue}", Requirements.IsSeed);
    private static readonly Option<string> DeviceName = new Option<string>("--device") { Description = "auto, cpu, cuda or cuda:N.", DefaultValueFactory = _ => "auto" }
        .Must("auto, cpu, cuda or cuda:N", Devices.IsName);
    private static readonly Option<string> Precision = new Option<string>("--precision")
    { Description = "What the search computes in: float32 or bfloat16; float32 judges.", DefaultValueFactory = _ => "float32" }
        .Must("float32 or bfloat16", AttackCommand.Precisions.ContainsKey);
    private static readonly Option<string> Json = new Option<string>("--json") { Description = "Report as FILE." }.Must("a file", Requirements.IsText);
    private static readonly Option<string> Save = new Option<string>("--save") { Description = "Tensors x, x_adv and y as FILE.safetensors." }
        .Must("a file that ends in .safetensors", text => Path.GetExtension(text) == ".safetensors");
    private static readonly Option<string> Picture = new Option<string>("--picture") { Description = "Clean images, adversarial ones and differences as FILE.png." }
        .Must("a file that ends in .png", text => Path.GetExtension(text) == ".png");

    private static readonly Option<string> Curve = new Option<string>("--curve") { Description = "Robust accuracy against eps as FILE.png: the attack on four smaller budgets too." }
        .Must("a file that ends in .png", text => Path.GetExtension(text) == ".png");

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Architecture.Required = Model.Required = true;
        var command = new Command("attack", "Attack a classifier and report what withstands.")
        { Model, Architecture, Data, NormName, Eps, Name, Count, Seed, DeviceName, Precision, Json, Save, Picture, Curve };
        command.SetAction(Run);
        return command;
    }

    private static bool IsRadius(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0;

    private static int Run(ParseResult parsed)
    {
        string Text(Option<string> option) => parsed.GetValue(option)!;
        var ball = new Ball(Balls.Norms.Single(norm => norm.Key == Text(NormName)).Value, double.Parse(Text(Eps), CultureInfo.InvariantCulture));
        var request = new AttackRequest(Text(Model), Text(Architecture), Text(Data), Text(NormName), ball, Text(Name),
            int.Parse(Text(Count), CultureInfo.InvariantCulture), ulong.Parse(Text(Seed), CultureInfo.InvariantCulture),
            AttackCommand.Precisions[Text(Precision)], parsed.GetValue(Json), parsed.GetValue(Save), parsed.GetValue(Picture), parsed.GetValue(Curve));
        using var stop = new CancellationTokenSource();
        var signals = new StopSignals(stop.Cancel);
        var device = Devices.Open(Text(DeviceName), threads: 0);
        return new AttackCommand(request, device, Console.Out, Console.Error).Run(SettingProblems.HostSettings().DataRoot, stop.Token) ? ExitCode.Done : signals.ExitCode;
    }
}
