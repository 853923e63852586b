using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>Carries out <c>gan attack</c>: evaluates, and reports as a table and as files.</summary>
internal sealed class AttackCommand(AttackRequest request, Device device, TextWriter output, TextWriter errors)
{
    // Images and activations of a batch of this size stay in the caches of a core or two.
    private const int BatchSize = 256;
    private const int CurveParts = 5;

    /// <summary>What a search may compute in, by name; judged is in float32 always.</summary>
    public static IReadOnlyDictionary<string, ScalarType> Precisions { get; } =
        new Dictionary<string, ScalarType> { ["float32"] = ScalarType.Float32, ["bfloat16"] = ScalarType.BFloat16 };

    /// <summary>Runs it; what an interruption leaves is taken up by the same command.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        RequireWithinBox();
        RequireDistinctFiles();
        foreach (var file in new[] { request.Json, request.Save, request.Picture, request.Curve }.OfType<string>())
            OutputFile.RequireWritable(file);
        using var module = Load(ScalarType.Float32);
        using var guide = request.Precision == ScalarType.Float32 ? null : Load(request.Precision);
        using var classifier = new AttackedClassifier(module, guide, request.Precision);
        using var data = TestSet.Read(request.Data, dataRoot, request.Count);
        data.RequireShape(request.Data, request.Architecture);
        var plan = new EvaluationPlan(request.Ball, Attacks.Named(request.Attack, request.Ball), Classifiers.Classes, request.Seed, BatchSize, Workers);
        var identity = Identity();
        var saved = StateFile is null ? null : EvaluationState.Load(StateFile, identity, data.Count, plan.Attacks.Count);
        var state = saved ?? new EvaluationState(data.Count, plan.Attacks.Count);
        if (saved is not null)
            errors.WriteLine($"Going on from {StateFile}: {saved.RobustCount} of {data.Count} robust so far.");
        var progress = new AttackProgress(plan, state, errors, TimeProvider.System);
        var draws = Attacks.Draws(request.Attack);
        var attacked = draws == 1 ? classifier : Defended.Average(draws, classifier);
        new RobustnessEvaluation(plan, attacked, data, device, TimeProvider.System).Continue(state, () =>
        {
            if (StateFile is not null)
                OutputFile.Write(StateFile, path => state.Save(path, identity));
            progress.Show();
        }, stop);
        if (state.Next.Attack < plan.Attacks.Count)
        {
            errors.WriteLine(StateFile is null ? "Stopped; nothing was kept, as there is neither --json nor --save." : $"Stopped; the same command goes on from {StateFile}.");
            return false;
        }
        using var plain = new AttackedClassifier(module);
        Finish(plan, state, data, plain);
        if (request.Curve is not null && !DrawCurve(plan, attacked, data, state, stop))
            return false;
        if (StateFile is not null)
            File.Delete(StateFile);
        return true;
    }

    // The same attack on smaller balls; the whole one is done already, and none is what is classified correctly.
    private bool DrawCurve(EvaluationPlan plan, IClassifier<TorchTensor> attacked, TestSet data, EvaluationState whole, CancellationToken stop)
    {
        var points = new List<(double Eps, double RobustAccuracy)> { (0, (double)whole.Correct.Count(correct => correct) / data.Count) };
        for (var part = 1; part < CurveParts && request.Ball.Radius > 0; part++)
        {
            var ball = new Ball(request.Ball.Norm, request.Ball.Radius * part / CurveParts);
            var smaller = plan with { Ball = ball, Attacks = Attacks.Named(request.Attack, ball) };
            var state = new EvaluationState(data.Count, smaller.Attacks.Count);
            new RobustnessEvaluation(smaller, attacked, data, device, TimeProvider.System).Continue(state, () => { }, stop);
            if (stop.IsCancellationRequested)
                return false;
            points.Add((ball.Radius, (double)state.RobustCount / data.Count));
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"eps = {ball.Radius:0.####}: {state.RobustCount} of {data.Count} robust"));
        }
        points.Add((request.Ball.Radius, (double)whole.RobustCount / data.Count));
        OutputFile.Write(request.Curve!, path => RobustnessCurve.Save(points, request.NormName, request.Attack, path));
        return true;
    }

    private nn.Module<Tensor, Tensor> Load(ScalarType precision)
    {
        var module = Classifiers.Create(request.Architecture);
        WeightsLoader.Load([.. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)), .. module.named_buffers().Select(entry => (entry.name, entry.buffer))], request.Model);
        module.to(device);
        // For its order in memory, which makes convolutions fast; the parameters keep the buffer alive.
        _ = new FlatParameters(module, device);
        if (precision != ScalarType.Float32)
            module.to(precision);
        return module;
    }

    // A GPU takes one batch after the other.
    private int Workers => device.type == DeviceType.CPU ? get_num_threads() : 1;

    private string? StateFile => (request.Json ?? request.Save) is { } file ? file + ".state" : null;

    private void RequireWithinBox()
    {
        var pixels = (double)Classifiers.ImageShape(request.Architecture).Aggregate((a, b) => a * b);
        var largest = request.Ball.Norm.IsLinf ? 1 : request.Ball.Norm.IsL2 ? double.Sqrt(pixels) : pixels;
        if (request.Ball.Radius > largest)
            throw new GanError(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture,
                $"--eps = {request.Ball.Radius}: must be at most {largest:0.###}, the largest distance between two images in {request.NormName}."));
    }

    private void RequireDistinctFiles()
    {
        (string Option, string? Path)[] files = [("--model", request.Model), ("--json", request.Json), ("--save", request.Save), ("--picture", request.Picture), ("--curve", request.Curve)];
        if (files.Where(file => file.Path is not null).GroupBy(file => Path.GetFullPath(file.Path!)).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new GanError(ExitCode.Usage, $"{string.Join(" and ", same.Select(file => file.Option))} = {same.First().Path}: must be different files.");
    }

    // Everything that the result follows from.
    private byte[] Identity()
    {
        var weights = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(request.Model)));
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{weights} {request.Architecture} {request.Data} {request.Count} {request.NormName} {request.Ball.Radius:R} {request.Attack} {request.Seed} {device} {BatchSize} {Workers} {request.Precision}")));
    }

    private void Finish(EvaluationPlan plan, EvaluationState state, TestSet data, AttackedClassifier classifier)
    {
        using var scope = NewDisposeScope();
        var adversarial = data.Images.clone();
        var size = (int)(data.Images.numel() / data.Count);
        for (var i = 0; i < data.Count; i++)
            state.Points[i]?.CopyTo(adversarial.Elements().Slice(i * size, size));
        double Share(int count) => (double)count / data.Count;
        var flags = SoundnessFlags.Find(plan, state, data, classifier, device);
        var distances = TorchTensor.Elements(Balls.Distances(request.Ball.Norm, new TorchTensor(adversarial.to(ScalarType.Float64) - data.Images.to(ScalarType.Float64))));
        var report = new AttackReport(request.Model, request.NormName, request.Ball.Radius, data.Count, request.Seed, device.ToString(), Precisions.Single(precision => precision.Value == request.Precision).Key,
            Share(state.Correct.Count(correct => correct)),
            [.. plan.Attacks.Select((attack, i) => new AttackStage(attack.Key, Share(state.Left[i]), state.Seconds[i]))],
            Share(state.RobustCount), distances.Max(), flags, string.Concat(state.Robust.Select(robust => robust ? '1' : '0')));
        AttackTable.Write(report, output);
        if (request.Save is not null)
        {
            var labels = tensor(data.Labels.Select(label => (long)label).ToArray(), ScalarType.Int64);
            OutputFile.Write(request.Save, path => SafetensorsFile.Write(path, [("x", data.Images), ("x_adv", adversarial), ("y", labels)]));
        }
        if (request.Picture is not null)
            OutputFile.Write(request.Picture, path => AdversarialPicture.Save(data.Images, adversarial, [.. Enumerable.Range(0, data.Count).Where(i => state.Points[i] is not null)], path));
        if (request.Json is not null)
            OutputFile.Write(request.Json, path => File.WriteAllText(path, report.ToJson()));
    }
}
