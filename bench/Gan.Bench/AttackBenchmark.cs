using Gan.Bench.Idiomatic;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Bench;

/// <summary>
/// The first steps of an attack on a batch of 256 images of small-cnn in Linf, searched for every image, against the same steps
/// written plainly: TorchSharp's own modules, parameters with their gradients left on, images as they lie in memory.
/// </summary>
internal static class AttackBenchmark
{
    /// <summary>Images of one run.</summary>
    public const int BatchSize = 256;

    private const int MostSteps = 10;
    private const double Eps = 0.3;

    /// <summary>Steps of an attack written plainly, by its name.</summary>
    private static readonly Dictionary<string, Func<PlainAttack, Tensor, Tensor, Tensor>> Plain = new()
    {
        ["fgsm"] = (plain, x, y) => plain.Signs(x, z => Losses.CrossEntropy(z, y), Eps, decay: 0, count: 1),
        ["bim"] = (plain, x, y) => plain.Signs(x, z => Losses.CrossEntropy(z, y), StepSize, decay: 0, MostSteps),
        ["mi-fgsm"] = (plain, x, y) => plain.Signs(x, z => Losses.CrossEntropy(z, y), StepSize, decay: 1, MostSteps),
        ["pgd"] = (plain, x, y) => plain.Signs(x, z => Losses.CrossEntropy(z, y), StepSize, decay: 0, MostSteps),
        ["pgd-cw"] = (plain, x, y) => plain.Signs(x, z => Losses.Margin(z, y), StepSize, decay: 0, MostSteps),
        ["cw"] = (plain, x, y) => plain.CarliniWagner(x, y),
        ["deepfool"] = (plain, x, y) => plain.DeepFool(x, y),
        ["apgd-ce"] = (plain, x, y) => plain.Apgd(x, z => Losses.CrossEntropy(z, y)),
        ["apgd-dlr"] = (plain, x, y) => plain.Apgd(x, z => Losses.Dlr(z, y)),
        ["apgd-t"] = (plain, x, y) => plain.Apgd(x, z => Losses.TargetedDlr(z, y, Next(y))),
        ["fab"] = (plain, x, y) => plain.Fab(x, y, targets: null),
        ["fab-t"] = (plain, x, y) => plain.Fab(x, y, Next(y)),
        ["square"] = (plain, x, y) => plain.Square(x, y),
    };

    private const double StepSize = 2.5 * Eps / 40;

    private static Tensor Labels() => arange(BatchSize) % 10;

    private static Tensor Next(Tensor labels) => (labels + 1) % 10;

    /// <summary>The project's steps; a run returns how often it asked the classifier about an image.</summary>
    public static Func<long> Ours(string name)
    {
        var module = ClassifierArchitectures.Named("small-cnn").Create(10);
        _ = new FlatParameters(module, CPU);
        Tensor OneHot(Tensor classes) => nn.functional.one_hot(classes, 10).to(ScalarType.Float32);
        var classifier = new Counting(new AttackedClassifier(module));
        var ball = new Ball(Norm.Linf, Eps);
        var problem = new Problem<TorchTensor>(classifier, ball, Criterion.Untargeted, new TorchTensor(rand(BatchSize, 1, 28, 28)),
            new TorchTensor(OneHot(Labels())), new TorchTensor(OneHot(Next(Labels()))), ListModule.OfSeq([1, 28, 28]),
            [.. Enumerable.Range(0, BatchSize).Select(i => (long)i)], 0, 0);
        var attack = Attack.Find(name).Attacks(ball.Norm).Single();
        return () =>
        {
            using var scope = NewDisposeScope();
            using var workspace = new AttackWorkspace();
            var before = classifier.Images;
            var search = attack.Start(problem);
            for (var step = 0; step < MostSteps && !search.IsFinished; step++)
                search = workspace.Renew(search, last => last.Advance());
            return classifier.Images - before;
        };
    }

    /// <summary>The plain steps.</summary>
    public static Func<long> Baseline(string name)
    {
        var (plain, images, labels) = (new PlainAttack(Eps, MostSteps), rand(BatchSize, 1, 28, 28), Labels());
        return () =>
        {
            using var scope = NewDisposeScope();
            Plain[name](plain, images, labels);
            return 0;
        };
    }

    private sealed class Counting(IClassifier<TorchTensor> inner) : IClassifier<TorchTensor>
    {
        public long Images { get; private set; }

        public double Rounding => inner.Rounding;

        public TorchTensor Judge(TorchTensor points) => inner.Judge(Count(points));

        public TorchTensor Logits(TorchTensor points) => inner.Logits(Count(points));

        // A backward pass for each target: each is a query.
        public ValueTuple<TorchTensor, ValueTuple<TorchTensor, TorchTensor>[]> Slopes(Objective objective, TorchTensor labels, TorchTensor[] targets, TorchTensor points)
        {
            Images += (targets.Length - 1) * points.Value.shape[0];
            return inner.Slopes(objective, labels, targets, Count(points));
        }

        private TorchTensor Count(TorchTensor points)
        {
            Images += points.Value.shape[0];
            return points;
        }
    }
}
