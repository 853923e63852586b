using Gan.Host.Options;
using Gan.Host.Training;
using Gan.IntegrationTests.Support;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Losses;
using Gan.Math.Updates;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The host trains with everything that the core's catalogue names.</summary>
[Collection(TensorTests.Name)]
public class CatalogueTrainingTests
{
    private static Experiment Ring(params (string Key, string Value)[] changes)
    {
        var assignments = changes.Append(("Training:BatchSize", "64")).Append(("Model:Width", "16")).Append(("Training:Steps", "20"))
            .Select(change => new KeyValuePair<string, string>(change.Item1, change.Item2));
        var settings = Settings.Gather("ring", null, new Dictionary<string, string>(), assignments);
        HostSettings.Take(settings, null, []);
        var reading = Experiments.Read(settings);
        Assert.Empty(reading.Problems);
        return reading.Experiment!;
    }

    private static Tensor Points()
    {
        using var generator = new Generator(5, CPU);
        return randn([64, 2], generator: generator) + 1;
    }

    /// <summary>Both networks' weights, each in one tensor.</summary>
    private static Tensor[] Weights(GanModel model) =>
        [.. new[] { model.Generator, model.Discriminator }.Select(network => cat([.. network.Weights().Select(weight => weight.Value.detach().flatten())]))];

    // 20 steps: both networks move, nothing is infinite.
    private static void Trains(params (string Key, string Value)[] changes)
    {
        using var scope = NewDisposeScope();
        var name = string.Join(", ", changes.Select(change => $"{change.Key} = {change.Value}"));
        var experiment = Ring(changes);
        using var model = new GanModel(experiment, CPU);
        var before = Weights(model);
        var gan = new GanStep(experiment, 20, model.Generator, model.Discriminator, CPU);
        for (var t = 1; t <= 20; t++)
        {
            var terms = gan.Play(t, Points);
            Assert.True(double.IsFinite(terms.DiscriminatorLoss) && double.IsFinite(terms.GeneratorLoss), name);
        }
        Assert.True(model.Generator.IsFinite() && model.Discriminator.IsFinite(), name);
        Assert.All(before.Zip(Weights(model)), pair => Assert.False(pair.First.equal(pair.Second).all().ToBoolean(), name));
    }

    [Fact]
    public void With_every_loss()
    {
        foreach (var loss in AdversarialLosses.Named)
            Trains(("Training:Loss", loss.Key));
    }

    [Fact]
    public void With_every_penalty()
    {
        foreach (var (name, _) in PenaltyModule.named)
            Trains(("Training:Penalty", name), ("Training:Loss", "wasserstein"));
    }

    [Fact]
    public void With_every_update_rule_and_every_stage()
    {
        foreach (var (name, _) in NetworkUpdateModule.algorithms)
            Trains(("Generator:Update", name), ("Discriminator:Update", name));
        foreach (var (key, value) in new[] { ("WeightDecay", "0.01"), ("ClipValue", "0.1"), ("ClipNorm", "0.1"), ("ClipWeights", "0.5"), ("LookaheadEvery", "5") })
            Trains(($"Generator:{key}", value), ($"Discriminator:{key}", value));
    }

    [Fact]
    public void With_every_schedule()
    {
        foreach (var (name, _) in ScheduleModule.named)
            Trains(("Generator:Schedule", name), ("Discriminator:Schedule", name), ("Generator:ScheduleFinal", "0.1"), ("Discriminator:ScheduleFinal", "0.1"));
    }

    [Fact]
    public void With_every_order_of_play_and_with_soft_labels_and_noise()
    {
        foreach (var (name, _) in PlayModule.named)
            Trains(("Training:Play", name), ("Training:CorrectionWeight", "0.1"));
        foreach (var play in new[] { "consensus", "symplectic" })
            Trains(("Training:Play", play), ("Training:Penalty", "r1"), ("Training:CorrectionWeight", "0.1"));
        Trains(("Training:RealLabel", "0.9"), ("Training:FakeLabel", "0.1"));
        Trains(("Training:NoiseDeviation", "0.1"), ("Training:NoiseSteps", "10"));
    }

    // L_a = a^T B b and L_b = -a^T B b: v = (B b, -B^T a), J = [[0, B], [-B^T, 0]] is antisymmetric, J^T v = -J v.
    [Fact]
    public void Corrections_by_the_Jacobian_are_those_of_a_game_whose_Jacobian_is_known()
    {
        using var scope = NewDisposeScope();
        var experiment = Ring();
        foreach (var (correct, weight) in new (Action<DifferentiableField>, double)[]
        {
            (field => field.SeekConsensus(0.5), 0.5),
            (field => field.AdjustSymplectically(0.25), 0.25),
        })
        {
            using var model = new GanModel(experiment, CPU);
            static Tensor Flat(Network network) => cat([.. network.Weights().Select(weight => weight.Value.flatten())]);
            static Tensor Gradient(Network network) => cat([.. network.Weights().Select(weight => weight.Value.grad!.flatten())]);
            var (a, b) = (Flat(model.Generator), Flat(model.Discriminator));
            using var generator = new Generator(9, CPU);
            var matrix = randn([a.shape[0], b.shape[0]], generator: generator) / 10;
            var loss = a.dot(matrix.matmul(b));
            correct(new DifferentiableField([(model.Discriminator, -loss), (model.Generator, loss)]));
            var (va, vb) = (matrix.matmul(b).detach(), -matrix.t().matmul(a).detach());
            Assert.True(Gradient(model.Generator).allclose(va - weight * matrix.matmul(vb), rtol: 1e-4, atol: 1e-5));
            Assert.True(Gradient(model.Discriminator).allclose(vb + weight * matrix.t().matmul(va), rtol: 1e-4, atol: 1e-5));
        }
    }

    // Clipping is seen in the weights; a penalty, a schedule and a play in that they change the outcome.
    [Fact]
    public void What_is_switched_on_changes_the_outcome()
    {
        using var scope = NewDisposeScope();
        Tensor After(params (string, string)[] changes)
        {
            var experiment = Ring(changes);
            using var model = new GanModel(experiment, CPU);
            var gan = new GanStep(experiment, 20, model.Generator, model.Discriminator, CPU);
            for (var t = 1; t <= 5; t++)
                gan.Play(t, Points);
            return cat([.. model.Discriminator.Weights().Select(weight => weight.Value.detach().flatten())]);
        }
        var plain = After();
        Assert.True(plain.equal(After()).all().ToBoolean());
        foreach (var change in new[]
        {
            ("Training:Penalty", "r1"), ("Training:Play", "simultaneous"), ("Training:Play", "extragradient"), ("Training:RealLabel", "0.9"),
            ("Training:Play", "extrapolation-from-the-past"), ("Training:Play", "consensus"), ("Training:Play", "symplectic"), ("Training:NoiseDeviation", "0.5"), ("Discriminator:Schedule", "cosine"),
        })
            Assert.False(plain.equal(After(change, ("Training:NoiseSteps", "10"))).all().ToBoolean(), $"{change}");
        Assert.True(After(("Discriminator:ClipWeights", "0.01")).abs().max().item<float>() <= 0.01f);
        Assert.True(plain.abs().max().item<float>() > 0.1f);
    }

    // Everything a play remembers is in its state: it goes on from a copy as it would have without.
    [Fact]
    public void Every_play_goes_on_from_its_state_as_if_nothing_had_happened()
    {
        foreach (var (name, _) in PlayModule.named)
        {
            using var scope = NewDisposeScope();
            using var folder = new TestFolder();
            var experiment = Ring(("Training:Play", name), ("Training:CorrectionWeight", "0.1"), ("Generator:Update", "optimistic-adam"));
            using var through = new GanModel(experiment, CPU);
            using var resumed = new GanModel(experiment, CPU);
            var gan = new GanStep(experiment, 20, through.Generator, through.Discriminator, CPU);
            for (var t = 1; t <= 3; t++)
                gan.Play(t, Points);
            foreach (var file in through.State())
                Gan.Host.Checkpoints.SafetensorsFile.Write(System.IO.Path.Combine(folder.Root, file.FileName), file.Tensors);
            resumed.Load(folder.Root);
            var again = new GanStep(experiment, 20, resumed.Generator, resumed.Discriminator, CPU);
            for (var t = 4; t <= 6; t++)
                Assert.Equal(gan.Play(t, Points), again.Play(t, Points));
            Assert.All(Weights(through).Zip(Weights(resumed)), pair => Assert.True(pair.First.equal(pair.Second).all().ToBoolean(), name));
        }
    }
}
