using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Runs;
using Gan.IntegrationTests.Support;
using Gan.Math.Turns;
using Gan.Torch.Modalities;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>A classifier's training step, natural and robust, against the same written with PyTorch's own operations.</summary>
[Collection(TensorTests.Name)]
public class ClassifierStepTests
{
    private static Experiment Settings(params (string Key, string Value)[] changes) => PresetExperiment.Of("digits-natural", changes);

    private static Dictionary<string, Tensor> WeightsOf(ILearner learner) =>
        learner.Networks.Single().Weights().ToDictionary(weight => weight.Name, weight => weight.Value.detach().clone());

    [Theory]
    [InlineData("small-cnn")]
    [InlineData("madry-cnn")]
    [InlineData("trades-cnn")]
    public void A_step_is_that_of_cross_entropy_and_Adam(string architecture)
    {
        using var scope = NewDisposeScope();
        using var learner = Settings(("Classifier:Architecture", architecture), ("Classifier:Schedule", "constant")).Learner(total: 5, CPU, RunInputs.Of("none"));
        using var plain = ClassifierArchitectures.Named(architecture).Create(10);
        using (no_grad())
            foreach (var (name, parameter) in plain.named_parameters())
                parameter.copy_(WeightsOf(learner)[name]);
        var optimizer = optim.Adam(plain.parameters(), 1e-3);
        using var generator = new Generator(5);
        for (var step = 1; step <= 5; step++)
        {
            var images = rand([16, 1, 28, 28], generator: generator);
            var labels = randint(10, [16], dtype: ScalarType.Int64, generator: generator);
            var terms = learner.Play(step, () => new Batch(images, labels)).ToDictionary(term => term.Measure, term => term.Value);
            optimizer.zero_grad();
            var logits = plain.forward(images);
            var loss = nn.functional.cross_entropy(logits, labels);
            loss.backward();
            optimizer.step();
            Assert.Equal(loss.ToNumber(), terms[Measure.ClassifierLoss], 1e-4);
            Assert.Equal(logits.argmax(1).eq(labels).to(ScalarType.Float32).mean().ToNumber(), terms[Measure.BatchAccuracy], 1e-6);
        }
        // On average: where a gradient is all rounding, Adam's direction is too.
        foreach (var (name, parameter) in plain.named_parameters())
        {
            var difference = (parameter - WeightsOf(learner)[name]).abs();
            Assert.True(difference.mean().item<float>() < 1e-5, $"{name} {difference.mean().item<float>()}");
        }
    }

    // A radius of 0 leaves the batch as it is: the same bits as natural training.
    [Fact]
    public void With_a_radius_of_0_robust_training_is_natural_training()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var images = rand([16, 1, 28, 28], generator: generator);
        var labels = randint(10, [16], dtype: ScalarType.Int64, generator: generator);
        Dictionary<string, Tensor> After(params (string, string)[] changes)
        {
            using var learner = Settings(changes).Learner(total: 3, CPU, RunInputs.Of("none"));
            for (var step = 1; step <= 3; step++)
                learner.Play(step, () => new Batch(images, labels));
            return WeightsOf(learner);
        }
        var natural = After();
        foreach (var (loss, weight) in new[] { ("adversarial", "0.5"), ("trades", "6"), ("logit-pairing", "0.5") })
            foreach (var (name, value) in After(("Robust:Loss", loss), ("Robust:Weight", weight), ("Robust:Eps", "0"), ("Robust:Steps", "2")))
                Assert.True((value - natural[name]).abs().mean().item<float>() < 1e-6, $"{loss} {name}");
        Assert.False(After(("Robust:Loss", "adversarial"), ("Robust:Eps", "0.3"))["fc2.weight"].equal(natural["fc2.weight"]).all().item<bool>());
    }

    // One step of gradient descent, written with autograd alone.
    private static Tensor Loss(nn.Module<Tensor, Tensor> module, Tensor images, Tensor labels) => nn.functional.cross_entropy(module.forward(images), labels);

    private static void Descend(nn.Module<Tensor, Tensor> module, Tensor loss, double rate)
    {
        var parameters = module.parameters().ToArray();
        using var noGradients = no_grad();
        foreach (var (parameter, gradient) in parameters.Zip(autograd.grad([loss], parameters)))
            parameter.sub_(rate * gradient);
    }

    private static void Same(ILearner learner, nn.Module<Tensor, Tensor> plain)
    {
        foreach (var (name, parameter) in plain.named_parameters())
            Assert.True((parameter - WeightsOf(learner)[name]).abs().max().item<float>() < 1e-5, name);
    }

    private static (ILearner Learner, nn.Module<Tensor, Tensor> Plain, Tensor Images, Tensor Labels) Descent(params (string, string)[] changes)
    {
        var generator = new Generator(7);
        var learner = Settings([("Classifier:Update", "sgd"), ("Classifier:LearningRate", "0.1"), ("Classifier:Schedule", "constant"), ("Robust:Loss", "adversarial"), ("Training:BatchSize", "16"), .. changes]).Learner(total: 3, CPU, RunInputs.Of("none"));
        var plain = SmallCnn.Small.Create(10);
        using (no_grad())
            foreach (var (name, parameter) in plain.named_parameters())
                parameter.copy_(WeightsOf(learner)[name]);
        return (learner, plain, rand([16, 1, 28, 28], generator: generator), randint(10, [16], dtype: ScalarType.Int64, generator: generator));
    }

    // Shafahi et al. 2019, Algorithm 1, with two replays of two batches.
    [Fact]
    public void Free_training_moves_weights_and_points_by_one_gradient()
    {
        using var scope = NewDisposeScope();
        var (learner, plain, images, labels) = Descent(("Robust:Eps", "0.1"), ("Robust:Steps", "1"), ("Robust:StepSize", "1"), ("Robust:Start", "clean"), ("Robust:Replays", "2"));
        using var owned = learner;
        var delta = zeros_like(images);
        for (var t = 1; t <= 2; t++)
        {
            var batch = images.roll(t, 0);
            var classes = labels.roll(t, 0);
            var terms = learner.Play(t, () => new Batch(batch.clone(), classes.clone()));
            Tensor Points() => (batch + delta).clamp(0, 1).detach().requires_grad_(true);
            var points = Points();
            Assert.Equal(Loss(plain, points, classes).ToNumber(), terms.Single(term => term.Measure == Measure.ClassifierLoss).Value, 1e-4);
            for (var replay = 0; replay < 2; replay++)
            {
                var byPoints = autograd.grad([Loss(plain, points, classes)], [points])[0];
                Descend(plain, Loss(plain, points, classes), 0.1);
                delta = ((points.detach() + 0.1 * byPoints.sign()).clamp(0, 1) - batch).clamp(-0.1, 0.1);
                points = Points();
            }
        }
        Same(learner, plain);
    }

    // The guide is the network rounded to 8 bits, at every step anew: its points raise the loss almost as much.
    [Fact]
    public void An_attack_in_bfloat16_is_almost_as_strong()
    {
        using var scope = NewDisposeScope();
        double[] Losses(params (string, string)[] changes)
        {
            var (learner, plain, images, labels) = Descent([("Robust:Steps", "5"), .. changes]);
            using (learner)
            using (plain)
                return [.. Enumerable.Range(1, 3).Select(t => learner.Play(t, () => new Batch(images.clone(), labels.clone()))[0].Value)];
        }
        var clean = Losses(("Robust:Eps", "0"));
        var single = Losses(("Robust:Eps", "0.1"));
        var half = Losses(("Robust:Eps", "0.1"), ("Robust:Precision", "bfloat16"));
        Assert.NotEqual(single, half);
        for (var t = 0; t < 3; t++)
            Assert.InRange((half[t] - clean[t]) / (single[t] - clean[t]), 0.9, 1.1);
    }

    // Against a classifier that stands still, the attacker learns to raise its loss; its gradient is that of the mean over the
    // steps, each point held where the one before led.
    [Fact]
    public void A_learned_attacker_descends_on_its_loss_and_learns_to_fool()
    {
        using var scope = NewDisposeScope();
        var experiment = Settings(("Robust:Loss", "adversarial"), ("Robust:Attack", "learned"), ("Robust:Eps", "0.1"), ("Robust:Steps", "2"), ("Robust:StepSize", "0.75"), ("Robust:Start", "clean"), ("Attacker:Width", "8"), ("Training:BatchSize", "16"));
        using var classifier = new Network(Initialisation.Of(SmallCnn.Small.Create(10), 3), experiment.Classifier().Update, keepsPast: false, CPU);
        using var attacker = new Network(Initialisation.Of(new AttackerNet(1, 8), 4), experiment.Classifier().Attacker!.Value.Update, keepsPast: false, CPU);
        var gradients = new LearnedAttackGame(experiment.ClassifierOptions(100), classifier, attacker, CPU);
        using var generator = new Generator(7);
        var images = rand([16, 1, 28, 28], generator: generator);
        var labels = randint(10, [16], dtype: ScalarType.Int64, generator: generator);
        var batch = (images, new TorchTensor(nn.functional.one_hot(labels, 10).to(ScalarType.Float32)));

        var loss = gradients.Gradient(Player.Generator, 1, 1, batch).Of(Measure.AttackerLoss);
        var point = images;
        var expected = new List<Tensor>();
        for (var step = 1; step <= 2; step++)
        {
            var leaf = point.detach().requires_grad_(true);
            var seen = autograd.grad([nn.functional.cross_entropy(classifier.Forward(leaf), labels, reduction: nn.Reduction.Sum)], [leaf])[0];
            seen /= seen.abs().amax([1, 2, 3], keepdim: true);
            var direction = attacker.Forward(cat([point.detach(), seen, Draws.Normal(experiment.Seed, "noise of the attacker", step, images.shape, CPU)], 1));
            point = (point.detach() + 0.075 * direction).clamp(images - 0.1, images + 0.1).clamp(0, 1);
            expected.Add(-nn.functional.cross_entropy(classifier.Forward(point), labels));
        }
        var mean = stack(expected).mean();
        Assert.Equal(mean.ToNumber(), loss, 1e-5);
        var difference = cat([.. attacker.Differentiate(mean, again: false).Select(gradient => gradient.flatten())]) - cat([.. attacker.Weights().Select(weight => weight.Value.grad!.flatten())]);
        Assert.True(difference.abs().max().item<float>() < 1e-6, $"{difference.abs().max().item<float>()}");

        for (var t = 1; t <= 60; t++)
        {
            gradients.Gradient(Player.Generator, t, t, batch);
            attacker.Update(t, 1e-2);
        }
        var terms = gradients.Gradients(61, 61, batch);
        Assert.True(terms.Of(Measure.AttackerLoss) < loss - 0.05, $"{loss} {terms.Of(Measure.AttackerLoss)}");

        // The classifier's gradient is that of its loss at the attacker's last points.
        point = images;
        for (var step = 1; step <= 2; step++)
        {
            var leaf = point.detach().requires_grad_(true);
            var seen = autograd.grad([nn.functional.cross_entropy(classifier.Forward(leaf), labels, reduction: nn.Reduction.Sum)], [leaf])[0];
            seen /= seen.abs().amax([1, 2, 3], keepdim: true);
            point = (point.detach() + 0.075 * attacker.Forward(cat([point.detach(), seen, Draws.Normal(experiment.Seed, "noise of the attacker", 120 + step, images.shape, CPU)], 1)))
                .clamp(images - 0.1, images + 0.1).clamp(0, 1);
        }
        var own = classifier.Differentiate(nn.functional.cross_entropy(classifier.Forward(point.detach()), labels), again: false).Zip(classifier.Weights());
        Assert.All(own, pair => Assert.True((pair.First - pair.Second.Value.grad!).abs().max().item<float>() < 1e-6, pair.Second.Name));
    }

    // Wu et al. 2020, Eq. (8) and (9): the gradient is that at w + gamma |w| g / |g|, layer by layer.
    [Fact]
    public void Perturbed_weights_give_the_gradient_and_the_weights_come_back()
    {
        using var scope = NewDisposeScope();
        var (learner, plain, images, labels) = Descent(("Robust:Eps", "0"), ("Robust:WeightPerturbation", "0.05"));
        using var owned = learner;
        learner.Play(1, () => new Batch(images.clone(), labels.clone()));
        var parameters = plain.parameters().ToArray();
        var before = parameters.Select(parameter => parameter.detach().clone()).ToArray();
        var first = autograd.grad([Loss(plain, images, labels)], parameters);
        using (no_grad())
            foreach (var (parameter, gradient) in parameters.Zip(first).Where(pair => pair.First.dim() > 1))
                parameter.add_(gradient * (0.05 * parameter.norm() / gradient.norm()));
        var second = autograd.grad([Loss(plain, images, labels)], parameters);
        using (no_grad())
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].copy_(before[i] - 0.1 * second[i]);
        Same(learner, plain);
    }
}
