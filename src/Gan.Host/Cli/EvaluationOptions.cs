using System.CommandLine;
using System.Globalization;
using Gan.Host.Options;
using Gan.Host.Robustness;
using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Cli;

/// <summary>The options that every evaluation of a classifier has.</summary>
internal sealed class EvaluationOptions
{
    private const int LargestCount = 1_000_000;
    private const int OfClassifier = 1000;

    private readonly Option<string> _norm = new Option<string>("--norm") { Description = "linf, l2 or l1." }
        .Must("linf, l2 or l1", name => NormModule.Named.Any(norm => norm.Item1 == name));
    private readonly Option<string> _eps = new Option<string>("--eps")
    {
        Description = "Radius of the budget, pixels being in [0, 1]; a fraction such as 8/255 is one too.",
    }.Must("a number from 0 up", Robustness.Budget.IsRadius);
    private readonly Option<string?> _count = new Option<string?>("--count")
        .Must($"a whole number from 1 to {LargestCount}", text => Requirements.IsCount(text, 1, LargestCount));
    private readonly Option<string> _seed = new Option<string>("--seed")
    {
        Description = "Seed of every draw.",
        DefaultValueFactory = _ => "0"
    }.Must($"a whole number from 0 to {ulong.MaxValue}", Requirements.IsSeed);
    private readonly Option<string?> _device = new Option<string?>("--device")
    {
        Description = "auto, cpu, cuda or cuda:N; Run:Device if not given.",
    }.Must("auto, cpu, cuda or cuda:N", Devices.IsName);
    private readonly Option<string?> _json = new Option<string?>("--json") { Description = "Report as FILE." }
        .Must("a file", Requirements.IsText);

    /// <param name="norm">The norm if none is given; null if one has to be.</param>
    /// <param name="eps">The radius if none is given; null if one has to be.</param>
    /// <param name="countNote">What else is counted.</param>
    public EvaluationOptions(string? norm = null, string? eps = null, string countNote = "")
    {
        _count.Description = $"The first N test images, in file order; {OfClassifier} if not given{countNote}.";
        foreach (var (option, value) in new[] { (_norm, norm), (_eps, eps) })
            if (value is null)
                option.Required = true;
            else
                option.DefaultValueFactory = _ => value;
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _norm, _eps, _count, _seed, _device, _json })
            command.Add(option);
        // A radius belongs to its norm.
        command.Validators.Add(result =>
        {
            if (result.GetResult(_norm) is { Implicit: false } && result.GetResult(_eps) is not { Implicit: false } && !_eps.Required)
                result.AddError($"{_eps.Name}: must be given with {_norm.Name}.");
        });
    }

    /// <summary>The budget.</summary>
    public Budget Budget(ParseResult parsed) => Robustness.Budget.Of(parsed.GetValue(_norm)!, parsed.GetValue(_eps)!);

    /// <summary>True if the command line says one.</summary>
    public bool GivesBudget(ParseResult parsed) => parsed.GetResult(_norm) is { Implicit: false }
        || parsed.GetResult(_eps) is { Implicit: false };

    /// <summary>How many images.</summary>
    public int Count(ParseResult parsed, int otherwise = OfClassifier) => parsed.GetValue(_count) is { } text
        ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The seed.</summary>
    public ulong Seed(ParseResult parsed) => ulong.Parse(parsed.GetValue(_seed)!, CultureInfo.InvariantCulture);

    /// <summary>File of the report, or null.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Evaluates on the device, until the end or a signal.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ParseResult parsed, Func<Device, string, CancellationToken, bool> evaluate)
    {
        using var stop = new CancellationTokenSource();
        using var signals = new StopSignals(stop.Cancel);
        var settings = SettingProblems.Machine();
        var device = Devices.Open(parsed.GetValue(_device) ?? settings.Device, settings.Threads);
        using var exact = Devices.InFloat32();
        return evaluate(device, settings.DataRoot, stop.Token) ? ExitCode.Done : signals.ExitCode;
    }
}
