using Gan.Experiments;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Math.Losses;
using Gan.Math.Penalties;
using Gan.Math.Training;
using Gan.Math.Turns;
using Gan.Math.Updates;
using Gan.Torch;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using Microsoft.FSharp.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The host trains with everything that the core's catalogue names.</summary>
public class CatalogueTrainingTests
{
    private static Experiment Ring(params (string Key, string Value)[] changes) =>
        PresetExperiment.Of("ring", changes.Concat([("Training:BatchSize", "64"), ("Model:Width", "16"), ("Training:Steps", "20")]));

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
        using var model = new GanModel(experiment, 20, CPU);
        var before = Weights(model);
        var gan = model;
        for (var t = 1; t <= 20; t++)
        {
            var terms = gan.Play(t, () => new(Points()));
            Assert.True(double.IsFinite(terms.Of(Measure.DiscriminatorLoss)) && double.IsFinite(terms.Of(Measure.GeneratorLoss)), name);
        }
        Assert.True(model.Generator.IsFinite() && model.Discriminator.IsFinite(), name);
        Assert.All(before.Zip(Weights(model)), pair => Assert.False(pair.First.equal(pair.Second).all().item<bool>(), name));
    }

    [Fact]
    public void With_every_loss()
    {
        foreach (var loss in Loss.All)
            Trains(("Training:Loss", loss.Name));
    }

    [Fact]
    public void With_every_penalty()
    {
        foreach (var (name, _) in Penalty.Named)
            Trains(("Training:Penalty", name), ("Training:Loss", "wasserstein"));
    }

    [Fact]
    public void With_every_update_rule_and_every_stage()
    {
        foreach (var (name, _) in AlgorithmModule.Named)
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
        foreach (var (name, _) in Turn.Named)
            Trains(("Training:Play", name), ("Training:CorrectionWeight", "0.1"));
        foreach (var play in new[] { "consensus", "symplectic" })
            Trains(("Training:Play", play), ("Training:Penalty", "r1"), ("Training:CorrectionWeight", "0.1"));
        Trains(("Training:RealLabel", "0.9"), ("Training:FakeLabel", "0.1"));
        Trains(("Training:NoiseDeviation", "0.1"), ("Training:NoiseSteps", "10"));
    }

    // A loss that is linear in the scores leaves the last bias out of |v|^2: that is a gradient of 0, not a failure.
    [Fact]
    public void With_corrections_under_every_loss_and_penalty()
    {
        foreach (var play in new[] { "consensus", "symplectic" })
        {
            foreach (var loss in Loss.All)
                Trains(("Training:Play", play), ("Training:CorrectionWeight", "0.01"), ("Training:Loss", loss.Name));
            foreach (var (penalty, _) in Penalty.Named)
                Trains(("Training:Play", play), ("Training:CorrectionWeight", "0.001"), ("Training:Loss", "wasserstein"), ("Training:Penalty", penalty));
        }
    }

    [Fact]
    public void A_correction_that_is_not_finite_stops_the_run_before_anything_moves()
    {
        using var scope = NewDisposeScope();
        var experiment = Ring(("Training:Play", "consensus"), ("Training:CorrectionWeight", "1e300"));
        using var model = new GanModel(experiment, 20, CPU);
        var before = Weights(model);
        Assert.Throws<DivergedException>(() => model.Play(1, () => new(Points())));
        Assert.All(before.Zip(Weights(model)), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    // L(theta + h u) - L(theta - h u) over 2 h against <gradient, u>, along the last layer, whose weights move no kink of
    // LeakyReLU. Without its second derivative a penalty's part would be missing.
    [Fact]
    public void The_discriminator_s_gradient_with_a_penalty_is_its_directional_difference()
    {
        foreach (var (penalty, _) in Penalty.Named)
        {
            using var scope = NewDisposeScope();
            var experiment = Ring(("Training:Penalty", penalty), ("Training:PenaltyTarget", "0.1"), ("Training:Loss", "least-squares"));
            using var model = new GanModel(experiment, 20, CPU);
            var gradients = new GanGame(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU);
            var parameters = model.Discriminator.Parameters;
            double LossAt(Tensor values)
            {
                using (no_grad())
                    parameters.Values.copy_(values);
                return gradients.Gradient(Player.Discriminator, 1, 1, new(Points())).Of(Measure.DiscriminatorLoss);
            }
            var start = parameters.Values.detach().clone() * 2;
            LossAt(start);
            var gradient = parameters.Gradients.clone();
            using var generator = new Generator(4, CPU);
            var lastLayer = arange(gradient.numel()) >= gradient.numel() - 17;
            var direction = (gradient / gradient.norm() + randn(gradient.shape, generator: generator) / 40) * lastLayer;
            var expected = gradient.dot(direction).ToNumber();
            var difference = (LossAt(start + 0.01 * direction) - LossAt(start - 0.01 * direction)) / 0.02;
            Assert.True(double.Abs(expected - difference) < 0.01 * double.Abs(expected), $"{penalty}: {expected}, difference {difference}");
        }
    }

    // What R1 adds to the loss is gamma / 2 |dC/dx|^2 at the real samples.
    [Fact]
    public void The_zero_centred_penalty_is_taken_at_the_real_samples()
    {
        using var scope = NewDisposeScope();
        double LossWith(string penalty)
        {
            var experiment = Ring(("Training:Penalty", penalty), ("Training:PenaltyWeight", "3"));
            using var model = new GanModel(experiment, 20, CPU);
            return new GanGame(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU).Gradient(Player.Discriminator, 1, 1, new(Points())).Of(Measure.DiscriminatorLoss);
        }
        using var same = new GanModel(Ring(), 20, CPU);
        var points = Points().requires_grad_(true);
        var slopes = autograd.grad([same.Discriminator.Forward(points).sum()], [points])[0];
        Assert.Equal(1.5 * slopes.square().sum(1).mean().ToNumber(), LossWith("r1") - LossWith("none"), 1e-5);
    }

    // Both players' parameters as one point, and the field there, computed by the host's gradients with the draws of a number.
    private sealed class Field(Experiment experiment, GanModel model)
    {
        private readonly GanGame _gradients = new(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU);
        private readonly FlatParameters[] _players = [model.Discriminator.Parameters, model.Generator.Parameters];

        public Tensor Point => cat([.. _players.Select(player => player.Values.detach().clone())]);

        public TorchTensor At(TorchTensor point, long t, long draw)
        {
            long offset = 0;
            using (no_grad())
                foreach (var player in _players)
                {
                    player.Values.copy_(point.Value.narrow(0, offset, player.Values.numel()));
                    offset += player.Values.numel();
                }
            _gradients.Gradient(Player.Discriminator, t, draw, new(Points()));
            _gradients.Gradient(Player.Generator, t, draw, new(Points()));
            return new(cat([.. _players.Select(player => player.Gradients.clone())]));
        }
    }

    // The host's steps against the core's definition of each play, on the same field, with Adam's memory on both sides.
    [Fact]
    public void Steps_of_the_host_are_the_core_s_plays()
    {
        var adam = UpdateRule.NewAdam(new Adam(0.5, 0.999, 1e-8));
        foreach (var play in new[] { "simultaneous", "extragradient", "extrapolation-from-the-past" })
        {
            using var scope = NewDisposeScope();
            var experiment = Ring(("Training:Play", play));
            using var stepped = new GanModel(experiment, 20, CPU);
            using var other = new GanModel(experiment, 20, CPU);
            var gan = stepped;
            var field = new Field(experiment, other);
            var point = new TorchTensor(field.Point);
            TorchTensor Zero() => new(zeros_like(point.Value));
            var (slots, past) = (new Slots<TorchTensor>(Zero(), Zero(), Zero(), Zero()), Zero());
            for (long t = 1; t <= 4; t++)
            {
                gan.Play(t, () => new(Points()));
                var (step, calls) = (t, 0);
                var at = FSharpFunc<TorchTensor, TorchTensor>.FromConverter(p => field.At(p, step, play == "extragradient" ? 2 * step - 1 + calls++ : step));
                var context = new StepContext(t, 0);
                (point, slots, past) = play switch
                {
                    "simultaneous" => With(Simultaneous.Step(adam, context, 5e-4, at, point, slots), past),
                    "extragradient" => With(Extragradient.Step(adam, context, 5e-4, at, point, slots), past),
                    _ => ExtrapolationFromThePast.Step(adam, context, 5e-4, at, point, slots, past),
                };
            }
            var difference = (point.Value - new Field(experiment, stepped).Point).abs().max().item<float>();
            Assert.True(difference < 2e-5, $"{play}: {difference}");
            Assert.True((point.Value - Zero().Value).abs().max().item<float>() > 0.1);
        }

        static (TorchTensor, Slots<TorchTensor>, TorchTensor) With((TorchTensor Point, Slots<TorchTensor> Slots) moved, TorchTensor past) =>
            (moved.Point, moved.Slots, past);
    }

    // With a half-life far beyond the run the average stays near its beginning; with a short one it is the generator.
    [Fact]
    public void The_average_follows_the_generator_and_is_what_is_sampled()
    {
        using var scope = NewDisposeScope();
        foreach (var (halfLife, rampUp, near) in new[] { ("1e-9", "1", true), ("1e9", "1000", false) })
        {
            var experiment = Ring(("Generator:AverageHalfLife", halfLife), ("Generator:AverageRampUp", rampUp), ("Generator:LearningRate", "0.01"));
            using var model = new GanModel(experiment, 20, CPU);
            var start = model.Generator.Parameters.Values.detach().clone();
            var gan = model;
            var expected = start.clone();
            for (var t = 1; t <= 5; t++)
            {
                gan.Play(t, () => new(Points()));
                var decay = experiment.Gan().Average.Decay(experiment.BatchSize, t);
                expected = expected * decay + model.Generator.Parameters.Values.detach() * (1 - decay);
            }
            var average = model.Average!.Parameters.Values;
            Assert.True(average.allclose(expected, atol: 1e-6));
            Assert.Equal(near, average.allclose(model.Generator.Parameters.Values, atol: 1e-6));
            Assert.Same(model.Average, model.Sampler);
            Assert.Contains(model.State(), file => file.FileName == "generator-average.safetensors");
        }
    }

    [Fact]
    public void The_number_of_live_tensors_is_constant_under_every_play_and_penalty()
    {
        foreach (var (play, _) in Turn.Named)
            foreach (var penalty in new[] { "none", "wgan-gp" })
            {
                var experiment = Ring(("Training:Play", play), ("Training:Penalty", penalty), ("Training:CorrectionWeight", "0.001"), ("Generator:AverageHalfLife", "1000"));
                using var model = new GanModel(experiment, 20, CPU);
                var gan = model;
                using var real = Points();
                var counts = new List<long>();
                for (var t = 1; t <= 20; t++)
                {
                    gan.Play(t, () => new(real));
                    counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
                }
                Assert.True(counts.Skip(2).Distinct().Count() == 1, $"{play}, {penalty}: {string.Join(' ', counts)}");
            }
    }

    // L_a = a^T B b and L_b = -a^T B b: v = (B b, -B^T a), J = [[0, B], [-B^T, 0]] is antisymmetric, J^T v = -J v.
    [Fact]
    public void Corrections_by_the_Jacobian_are_those_of_a_game_whose_Jacobian_is_known()
    {
        using var scope = NewDisposeScope();
        var experiment = Ring();
        foreach (var (correct, weight) in new (ICorrection, double)[]
        {
            (Consensus.Correction(0.5), 0.5),
            (Symplectic.Correction(0.25), 0.25),
        })
        {
            using var model = new GanModel(experiment, 20, CPU);
            static Tensor Flat(Network network) => cat([.. network.Weights().Select(weight => weight.Value.flatten())]);
            static Tensor Gradient(Network network) => cat([.. network.Weights().Select(weight => weight.Value.grad!.flatten())]);
            var (a, b) = (Flat(model.Generator), Flat(model.Discriminator));
            using var generator = new Generator(9, CPU);
            var matrix = randn([a.shape[0], b.shape[0]], generator: generator) / 10;
            var loss = a.dot(matrix.matmul(b));
            new DifferentiableField([(model.Discriminator, -loss), (model.Generator, loss)]).Apply(correct);
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
            using var model = new GanModel(experiment, 20, CPU);
            var gan = model;
            for (var t = 1; t <= 5; t++)
                gan.Play(t, () => new(Points()));
            return cat([.. model.Discriminator.Weights().Select(weight => weight.Value.detach().flatten())]);
        }
        var plain = After();
        Assert.True(plain.equal(After()).all().item<bool>());
        foreach (var change in new[]
        {
            ("Training:Penalty", "r1"), ("Training:Play", "simultaneous"), ("Training:Play", "extragradient"), ("Training:RealLabel", "0.9"),
            ("Training:Play", "extrapolation-from-the-past"), ("Training:Play", "consensus"), ("Training:Play", "symplectic"), ("Training:NoiseDeviation", "0.5"), ("Discriminator:Schedule", "cosine"),
        })
            Assert.False(plain.equal(After(change, ("Training:NoiseSteps", "10"))).all().item<bool>(), $"{change}");
        Assert.True(After(("Discriminator:ClipWeights", "0.01")).abs().max().item<float>() <= 0.01f);
        Assert.True(plain.abs().max().item<float>() > 0.1f);
    }

    // Everything a play remembers is in its state: it goes on from a copy as it would have without.
    [Fact]
    public void Every_play_goes_on_from_its_state_as_if_nothing_had_happened()
    {
        foreach (var (name, _) in Turn.Named)
        {
            using var scope = NewDisposeScope();
            using var folder = new TestFolder();
            var experiment = Ring(("Training:Play", name), ("Training:CorrectionWeight", "0.1"), ("Generator:Update", "optimistic-adam"));
            using var through = new GanModel(experiment, 20, CPU);
            using var resumed = new GanModel(experiment, 20, CPU);
            var gan = through;
            for (var t = 1; t <= 3; t++)
                gan.Play(t, () => new(Points()));
            foreach (var file in through.State())
                SafetensorsFile.Write(System.IO.Path.Combine(folder.Root, file.FileName), file.Tensors);
            resumed.Load(folder.Root);
            var again = resumed;
            for (var t = 4; t <= 6; t++)
                Assert.Equal(gan.Play(t, () => new(Points())), again.Play(t, () => new(Points())));
            Assert.All(Weights(through).Zip(Weights(resumed)), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>(), name));
        }
    }
}
