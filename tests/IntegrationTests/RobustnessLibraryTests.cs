using Gan.IntegrationTests.Support;
using Gan.Math.Attacks;
using Gan.Torch;
using Gan.Torch.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Attacks on classifiers that a user of the library brings: any number of classes, any shape, any precision, any mistake.</summary>
[Collection(TensorTests.Name)]
public class RobustnessLibraryTests
{
    private sealed class Function(Func<Tensor, Tensor> value) : nn.Module<Tensor, Tensor>("function")
    {
        public override Tensor forward(Tensor input) => value(input);
    }

    private static Tensor Uniform(params long[] shape) => rand(shape, generator: new Generator(5));

    private static nn.Module<Tensor, Tensor> Linear(int inputs, int outputs, params nn.Module<Tensor, Tensor>[] between)
    {
        manual_seed(3);
        return nn.Sequential([nn.Flatten(), .. between, nn.Linear(inputs, outputs)]);
    }

    // Labels are the classifier's own answers, so that there is something to lose.
    private static Tensor Answers(nn.Module<Tensor, Tensor> classifier, Tensor samples)
    {
        using var off = no_grad();
        classifier.eval();
        return classifier.forward(samples).argmax(1);
    }

    private static RobustnessOptions Options(double radius, string attack = "standard", Norm? norm = null) =>
        new() { Norm = norm ?? Norm.Linf, Radius = radius, Attack = attack };

    // The attacks of the ensemble with fewer steps: these models need no more.
    private static readonly IAttack[] Standard = [AutoPgd.OnCrossEntropy(20, 1), AutoPgd.Targeted(20, 9), Fab.Targeted(10, 9), Square.Attack(50, 1)];

    private static RobustnessOptions Quick(double radius, Norm? norm = null) => Options(radius, norm: norm) with { Attacks = Standard };

    [Fact]
    public void A_name_stands_for_the_whole_ensemble()
    {
        using var scope = NewDisposeScope();
        var samples = Uniform(6, 2);
        using var report = Robustness.Evaluate(new Function(x => x * 3), samples, samples.argmax(1), Options(0.1));
        Assert.Equal(Standard.Select(attack => attack.Name), report.Attacks.Select(row => row.Name));
        Assert.Equal((samples[.., 0] - samples[.., 1]).abs().gt(0.2).data<bool>().ToArray(), report.Withstood);
    }

    // z_1 - z_0 = w x + b with w = (a, -a): eps moves it by at most 2 a eps, and does so unless the box is in the way.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void A_binary_linear_classifier_loses_what_its_margins_say(double eps)
    {
        using var scope = NewDisposeScope();
        var samples = Uniform(60, 2) * 0.5 + 0.25;
        var margins = samples[.., 0] - samples[.., 1];
        var labels = margins.gt(0).to(ScalarType.Int64);
        // One logit a sample, and two, are the same classifier.
        foreach (var classifier in new[] { new Function(x => 7 * (x[.., 0] - x[.., 1])), new Function(x => 7 * stack([x[.., 1], x[.., 0]], 1)) })
        {
            using var report = Robustness.Evaluate(classifier, samples, labels, Quick(eps));
            var expected = margins.abs().gt(2 * eps).data<bool>().ToArray();
            Assert.Equal(expected, report.Withstood);
            Assert.Equal(60, report.Clean.Correct);
            Assert.Equal(expected.Count(robust => robust), report.Robust.Correct);
            Assert.InRange(report.LargestPerturbation, 0, eps * (1 + 1e-6) + 1e-7);
            Assert.Equal(Attack.Find("standard").Attacks(Norm.Linf).Select(attack => attack.Name), report.Attacks.Select(row => row.Name));
            Assert.InRange(report.Robust.Accuracy, report.Robust.Low, report.Robust.High);
        }
    }

    public static TheoryData<string, string> Models()
    {
        var data = new TheoryData<string, string>();
        foreach (var model in new[] { "three classes of points", "43 classes of images", "sequence", "four axes", "dropout", "float64" })
            foreach (var norm in new[] { "linf", "l2", "l1" })
                data.Add(model, norm);
        return data;
    }

    private static (nn.Module<Tensor, Tensor> Classifier, Tensor Samples) Model(string name) => name switch
    {
        "three classes of points" => (Linear(2, 3), Uniform(20, 2)),
        "43 classes of images" => (Linear(3 * 32 * 32, 43), Uniform(10, 3, 32, 32)),
        "sequence" => (Linear(2 * 9, 5), Uniform(10, 2, 9)),
        "four axes" => (Linear(2 * 2 * 3 * 3, 4), Uniform(10, 2, 2, 3, 3)),
        "dropout" => (Linear(12, 4, nn.Dropout(0.5)), Uniform(10, 3, 2, 2)),
        _ => (Linear(12, 4).to(ScalarType.Float64), Uniform(10, 3, 2, 2)),
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Any_classifier_is_attacked_with_every_attack_of_standard_and_left_as_it_was(string name, string normName)
    {
        using var scope = NewDisposeScope();
        var (classifier, samples) = Model(name);
        var norm = NormModule.Named.Single(norm => norm.Item1 == normName).Item2;
        var labels = Answers(classifier, name == "float64" ? samples.to(ScalarType.Float64) : samples);
        classifier.train();
        var weights = classifier.parameters().Select(parameter => parameter.clone()).ToArray();
        // As large as the space: nothing withstands, and each point found is judged, so that a crash or a mistaken shape would show.
        var largest = NormModule.Diameter(norm, (int)(samples.numel() / samples.shape[0]));
        foreach (var attack in Standard)
        {
            using var report = Robustness.Evaluate(classifier, samples, labels, new() { Norm = norm, Radius = largest, Attacks = [attack], Workers = 2 });
            Assert.Equal(samples.shape[0], report.Clean.Correct);
            Assert.Equal(samples.shape, report.Adversarial.shape);
            Assert.InRange(report.LargestPerturbation, 0, largest * (1 + 1e-6));
        }
        using (var report = Robustness.Evaluate(classifier, samples, labels, Quick(0, norm)))
            Assert.Equal(samples.shape[0], report.Robust.Correct);
        using (var gradients = Robustness.Evaluate(classifier, samples, labels, Quick(largest, norm)))
            Assert.Equal(0, gradients.Robust.Correct);
        Assert.True(classifier.training && classifier.modules().All(module => module.training));
        Assert.All(classifier.parameters().Zip(weights), pair => Assert.True(pair.First.requires_grad && pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void Rounding_at_the_ends_of_the_interval_is_allowed_for()
    {
        using var scope = NewDisposeScope();
        var (classifier, samples) = (Linear(4, 3), Uniform(6, 4));
        var labels = Answers(classifier, samples);
        var ends = cat([samples.narrow(1, 0, 1), full(samples.shape[0], 1, 1.0000001f), full(samples.shape[0], 1, -5e-7f), samples.narrow(1, 3, samples.shape[1] - 3)], 1);
        using var report = Robustness.Evaluate(classifier, ends, labels, Quick(0.01, Norm.Linf));
        Assert.InRange(report.Adversarial.min().item<float>(), 0, 1);
        Assert.InRange(report.Adversarial.max().item<float>(), 0, 1);
        var beyond = Assert.Throws<InvalidRequestException>(() => Robustness.Evaluate(classifier, samples.clamp(0, 0.5) + 0.50001f, labels, Quick(0.01, Norm.Linf)));
        Assert.Matches("these run from 0[.]5[0-9]+ to 1[.]0000[0-9]+[.] Put", beyond.Message);
    }

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "vector", "Samples have to be [N, ...]" },
        { "empty", "There are no samples" },
        { "bytes", "divide bytes by 255" },
        { "nan", "some are NaN or infinite" },
        { "outside", "Samples have to lie in [0, 1]" },
        { "labels of another length", "Labels have to be [6]" },
        { "labels with fractions", "Labels have to be whole numbers" },
        { "labels too large", "Labels have to run from 0 to 2" },
        { "labels too small", "these run from -1" },
        { "eps < 0", "Radius = -0.1: must be from 0 to 1" },
        { "eps NaN", "Radius = NaN" },
        { "no such attack", "Attack = pgdd: must be one of standard" },
        { "no attacks", "Attacks is empty" },
        { "workers", "Workers = 0" },
        { "batch", "BatchSize = 0" },
        { "wrong axes", "fails on samples [6, 4]" },
        { "throws", "fails on samples [6, 4] of Float32: of its own" },
        { "mutates", "changes its input in place" },
        { "probabilities", "answers with probabilities" },
        { "one probability", "answers with probabilities" },
        { "one answer for all", "logits [6, K]" },
        { "one number for all", "logits [6, K]" },
        { "maps", "it gives [6, 4, 1]" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_does_not_fit_is_refused_with_one_sentence(string mistake, string part)
    {
        using var scope = NewDisposeScope();
        var (samples, labels, options) = (Uniform(6, 4), zeros([6], ScalarType.Int64), Options(0.1, "fgsm"));
        nn.Module<Tensor, Tensor> classifier = Linear(4, 3);
        switch (mistake)
        {
            case "vector": samples = Uniform(6); break;
            case "empty": (samples, labels) = (empty([0, 4]), empty([0], ScalarType.Int64)); break;
            case "bytes": samples = zeros([6, 4], ScalarType.Byte); break;
            case "nan": samples[2, 1] = double.NaN; break;
            case "outside": samples = samples * 255; break;
            case "labels of another length": labels = zeros([5], ScalarType.Int64); break;
            case "labels with fractions": labels = zeros([6]); break;
            case "labels too large": labels += 3; break;
            case "labels too small": labels -= 1; break;
            case "eps < 0": options = Options(-0.1); break;
            case "eps NaN": options = Options(double.NaN); break;
            case "no such attack": options = Options(0.1, "pgdd"); break;
            case "no attacks": options = options with { Attacks = [] }; break;
            case "workers": options = options with { Workers = 0 }; break;
            case "batch": options = options with { BatchSize = 0 }; break;
            case "wrong axes": classifier = Linear(5, 3); break;
            case "throws": classifier = new Function(_ => throw new NotSupportedException("of its own.\nmore")); break;
            case "mutates": classifier = new Function(x => x.mul_(2)); break;
            case "probabilities": classifier = new Function(x => x.softmax(1)); break;
            case "one probability": classifier = new Function(x => x.sum(1).sigmoid()); break;
            case "one number for all": classifier = new Function(x => x.sum()); break;
            case "maps": classifier = new Function(x => x.unsqueeze(2)); break;
            default: classifier = new Function(x => x[0]); break;
        }
        var failure = Assert.Throws<InvalidRequestException>(() => Robustness.Evaluate(classifier, samples, labels, options));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Probabilities_can_be_accepted_and_are_flagged()
    {
        using var scope = NewDisposeScope();
        var samples = Uniform(6, 4);
        using var report = Robustness.Evaluate(new Function(x => x.softmax(1)), samples, samples.argmax(1), Options(0.1, "fgsm") with { AcceptProbabilities = true });
        Assert.Contains("probabilities", report.Flags);
    }

    [Fact]
    public void Outputs_that_are_not_finite_are_no_accuracy()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<DivergedException>(() => Robustness.Evaluate(new Function(x => x.log() * 0 / 0), Uniform(6, 4), zeros([6], ScalarType.Int64), Options(0.1, "fgsm")));
    }

    // A failure in the middle is told like one at the start, however many workers there are.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_classifier_that_fails_later_is_told_too(int workers)
    {
        using var scope = NewDisposeScope();
        var calls = 0;
        var classifier = new Function(x => Interlocked.Increment(ref calls) < 5 ? x * 1 : throw new NotSupportedException("tired"));
        var samples = Uniform(6, 4);
        var failure = Assert.Throws<InvalidRequestException>(() =>
            Robustness.Evaluate(classifier, samples, samples.argmax(1), Options(0.01, "pgd") with { Workers = workers }));
        Assert.Contains("tired", failure.Message, StringComparison.Ordinal);
        Assert.True(classifier.training);
    }

    [Fact]
    public void Progress_is_told_and_a_stop_is_a_stop()
    {
        using var scope = NewDisposeScope();
        var (classifier, samples) = Model("three classes of points");
        var labels = Answers(classifier, samples);
        using var stop = new CancellationTokenSource();
        var seen = new List<RobustnessProgress>();
        var progress = new Told(now =>
        {
            seen.Add(now);
            if (now.Attack == "fab-t")
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Robustness.Evaluate(classifier, samples, labels, Quick(0.02), progress, stop.Token));
        Assert.All(seen, now => Assert.Equal(20, now.Count));
        Assert.Equal(["apgd-t", "fab-t"], seen.Select(now => now.Attack).Distinct());
    }

    private sealed class Told(Action<RobustnessProgress> told) : IProgress<RobustnessProgress>
    {
        public void Report(RobustnessProgress value) => told(value);
    }

    [Fact]
    public void An_evaluation_leaves_no_tensor_behind()
    {
        var (classifier, samples) = Model("43 classes of images");
        using var labels = Answers(classifier, samples);
        // What tests before it have dropped.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        using (Robustness.Evaluate(classifier, samples, labels, new() { Norm = Norm.Linf, Radius = 0.01, Attacks = [AutoPgd.OnCrossEntropy(10, 1), Square.Attack(50, 1)] }))
        {
        }
        Assert.Equal(before, Tensor.TotalCount);
        samples.Dispose();
        classifier.Dispose();
    }
}
