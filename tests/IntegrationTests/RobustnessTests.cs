using Gan.Host.Data;
using Gan.IntegrationTests.Support;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Evaluations of modules that try to look more robust than they are, and what an evaluation leaves behind.</summary>
public class RobustnessTests
{
    private const int Count = 12;

    private static EvaluationState Evaluate(IClassifier<TorchTensor> classifier, double eps, out IReadOnlyList<string> flags, params string[] attacks)
    {
        using var data = TestImages.Named("digits").Read("", Count, new ClassifierWeights("", "small-cnn", 10));
        var ball = new Ball(Norm.Linf, eps);
        var plan = new EvaluationPlan(ball, [.. attacks.SelectMany(name => name == "standard" ? (IEnumerable<IAttack>)Standard : Attack.Find(name).Attacks(ball.Norm))], 10, Seed: 3, BatchSize: 16, Workers: 1);
        var state = new EvaluationState(data.Count, plan.Attacks.Count);
        new RobustnessEvaluation(plan, classifier, data, CPU, TimeProvider.System, () => { }).Continue(state, () => { }, CancellationToken.None);
        flags = SoundnessFlags.Find(plan, state, data, classifier, CPU);
        return state;
    }

    // The ensemble with fewer steps: what it says of these models it says after a fraction of them.
    private static readonly IAttack[] Standard = [AutoPgd.OnCrossEntropy(30, 1), AutoPgd.Targeted(30, 3), Fab.Targeted(15, 3), Square.Attack(1000, 1)];

    private sealed class Wrapped(nn.Module<Tensor, Tensor> inner, Func<Tensor, Tensor> before, Func<Tensor, Tensor> after) : nn.Module<Tensor, Tensor>("wrapped")
    {
        public override Tensor forward(Tensor input) => after(inner.forward(before(input)));
    }

    private static Wrapped Wrap(Func<Tensor, Tensor>? before = null, Func<Tensor, Tensor>? after = null)
    {
        var inner = TrainedClassifier.Create();
        inner.eval();
        return new Wrapped(inner, before ?? (x => x), after ?? (z => z));
    }

    [Fact]
    public void A_plain_model_raises_no_flag_and_keeps_its_mode_parameters_and_images()
    {
        using (var module = TrainedClassifier.Create())
        {
            module.train();
            var weights = module.parameters().Select(parameter => parameter.detach().clone()).ToArray();
            using (var classifier = new AttackedClassifier(module))
            {
                Assert.False(module.training);
                var state = Evaluate(classifier, 0.25, out var flags, "standard");
                Assert.Empty(flags);
                Assert.InRange(state.RobustCount, 0, state.Correct.Count(right => right) - 1);
            }
            Assert.True(module.training);
            Assert.All(module.parameters(), parameter => Assert.True(parameter.requires_grad));
            foreach (var (old, now) in weights.Zip(module.parameters()))
            {
                Assert.True(old.equal(now).all().item<bool>());
                old.Dispose();
            }
        }
    }

    public static TheoryData<string, string> IteratedAttacksInTwoNorms
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var attack in Attack.All.Where(attack => attack.Steps > 1)) // one step need not end where another class is
                foreach (var norm in new[] { "linf", "l2" })
                    cases.Add(attack.Name, norm);
            return cases;
        }
    }

    // The box is the budget: who stands still at its rim, or searches outside it, leaves images.
    [Theory]
    [MemberData(nameof(IteratedAttacksInTwoNorms))]
    public void With_the_whole_box_as_budget_every_iterated_attack_takes_every_image_of_an_undefended_network(string attack, string norm)
    {
        using var module = Wrap();
        using var classifier = new AttackedClassifier(module);
        using var data = TestImages.Named("digits").Read("", 5, new ClassifierWeights("", "small-cnn", 10));
        var ball = norm == "linf" ? new Ball(Norm.Linf, 1) : new Ball(Norm.L2, 28);
        var plan = new EvaluationPlan(ball, [.. Attack.Find(attack).Attacks(ball.Norm)], 10, Seed: 3, BatchSize: 16, Workers: 1);
        var state = new EvaluationState(data.Count, plan.Attacks.Count);
        new RobustnessEvaluation(plan, classifier, data, CPU, TimeProvider.System, () => { }).Continue(state, () => { }, CancellationToken.None);
        Assert.Equal((true, 0), (state.CleanCount > 0, state.RobustCount));
    }

    [Fact]
    public void Dropout_is_off_whatever_mode_the_model_comes_in()
    {
        var inner = TrainedClassifier.Create();
        var dropout = nn.Dropout(0.9);
        using var module = nn.Sequential(("dropout", dropout), ("inner", inner));
        module.train();
        using var classifier = new AttackedClassifier(module);
        _ = Evaluate(classifier, 0.05, out var flags, "fgsm");
        Assert.DoesNotContain("stochastic", flags);
    }

    [Fact]
    public void A_quantised_input_masks_gradients_and_is_not_overstated()
    {
        using var plain = Wrap();
        using var quantised = Wrap(before: x => (x * 8).round() / 8);
        using var honest = new AttackedClassifier(plain);
        using var masked = new AttackedClassifier(quantised);
        const double eps = 0.25;
        var byGradients = Evaluate(masked, eps, out _, "apgd-ce").RobustCount;
        var whole = Evaluate(masked, eps, out var flags, "standard").RobustCount;
        Assert.Contains("zero-gradients", flags);
        Assert.Contains("gradient-free-wins", flags);
        Assert.True(whole < byGradients, $"{whole} {byGradients}");

        // With the gradient of the model behind the quantisation, and judged through it.
        var known = Defences.StraightThrough(x => new TorchTensor((x.Value * 8).round() / 8), honest);
        var adaptive = Evaluate(known, eps, out _, "standard").RobustCount;
        Assert.True(adaptive <= whole, $"{adaptive} {whole}");
    }

    // A comparison cuts the graph: there is no gradient at all.
    [Fact]
    public void A_model_without_a_gradient_is_attacked_without_one()
    {
        using var plain = Wrap(before: x => x.gt(0.5).to(ScalarType.Float32));
        using var classifier = new AttackedClassifier(plain);
        var state = Evaluate(classifier, 0.4, out var flags, "standard");
        Assert.Contains("zero-gradients", flags);
        Assert.True(state.RobustCount < state.Correct.Count(right => right));
    }

    [Fact]
    public void The_scale_of_the_logits_does_not_make_a_model_robust()
    {
        using var plain = Wrap();
        using var tiny = Wrap(after: z => z * 1e-8);
        using var honest = new AttackedClassifier(plain);
        using var scaled = new AttackedClassifier(tiny);
        var truth = Evaluate(honest, 0.2, out _, "standard").RobustCount;
        Assert.InRange(Evaluate(scaled, 0.2, out _, "standard").RobustCount, truth - 1, truth + 1);
    }

    [Fact]
    public void A_saturated_model_is_not_overstated()
    {
        using var plain = Wrap();
        using var saturated = Wrap(after: z => z * 1e4);
        using var honest = new AttackedClassifier(plain);
        using var masked = new AttackedClassifier(saturated);
        var truth = Evaluate(honest, 0.2, out _, "standard").RobustCount;
        var found = Evaluate(masked, 0.2, out var flags, "standard").RobustCount;
        Assert.Contains("zero-gradients", flags);
        Assert.InRange(found, truth - 1, truth + 1);
    }

    [Fact]
    public void Random_models_probabilities_and_batches_raise_their_flags()
    {
        using var random = Wrap(after: z => z + torch.randn_like(z) * 0.5);
        using var probabilities = Wrap(after: z => z.softmax(1));
        using var together = Wrap(before: x => x - x.mean([0], keepdim: true) * 0.5);
        foreach (var (module, flag) in new[] { (random, "stochastic"), (probabilities, "probabilities"), (together, "batch-dependent") })
        {
            using var classifier = new AttackedClassifier(module);
            _ = Evaluate(classifier, 0.05, out var flags, "fgsm");
            Assert.Contains(flag, flags);
        }
    }

    [Fact]
    public void Expectation_over_draws_attacks_a_random_model()
    {
        using var random = Wrap(after: z => z + torch.randn_like(z) * 2);
        using var classifier = new AttackedClassifier(random);
        var average = Eot.Average(20, classifier);
        var state = Evaluate(average, 0.3, out _, "rand");
        Assert.True(state.RobustCount < state.Correct.Count(right => right) / 2, $"{state.RobustCount}");
    }

    [Fact]
    public void Results_do_not_depend_on_the_batch_size_beyond_rounding()
    {
        using var module = Wrap();
        using var classifier = new AttackedClassifier(module);
        using var data = TestImages.Named("digits").Read("", Count, new ClassifierWeights("", "small-cnn", 10));
        var ball = new Ball(Norm.Linf, 0.1);
        var masks = new[] { 5, 12 }.Select(size =>
        {
            var plan = new EvaluationPlan(ball, Attack.Find("apgd-ce").Attacks(ball.Norm), 10, 3, size, Workers: 2);
            var state = new EvaluationState(data.Count, 1);
            new RobustnessEvaluation(plan, classifier, data, CPU, TimeProvider.System, () => { }).Continue(state, () => { }, CancellationToken.None);
            return state.Robust;
        }).ToArray();
        Assert.InRange(masks[0].Zip(masks[1]).Count(pair => pair.First != pair.Second), 0, 1);
    }
}
