using Gan.Bench.Idiomatic;
using Gan.Host.Models;
using Gan.Host.Robustness;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Microsoft.FSharp.Collections;
using static TorchSharp.torch;

namespace Gan.Bench;

/// <summary>
/// Ten steps of an attack by gradients on a batch of 256 images of small-cnn, against the same steps written plainly: TorchSharp's
/// own modules, parameters with their gradients left on, images as they lie in memory.
/// </summary>
internal static class AttackBenchmark
{
    private const int BatchSize = 256;
    private const int Steps = 10;
    private const double Eps = 0.3;

    private static Tensor Labels() => arange(BatchSize) % Classifiers.Classes;

    public static Action Ours(Func<Ball, Attack> choose) => () =>
    {
        var problem = Problem.Value; // outside the scope, which would end it
        using var scope = NewDisposeScope();
        using var workspace = new AttackWorkspace();
        var search = Attacks.Start(choose(problem.Ball), problem);
        for (var step = 0; step < Steps; step++)
            search = workspace.Renew(search, last => last.Advance());
    };

    // The batch and the network are made once.
    private static readonly Lazy<Problem<TorchTensor>> Problem = new(() =>
    {
        var module = Classifiers.Create("small-cnn");
        _ = new FlatParameters(module, CPU);
        var labels = new TorchTensor(nn.functional.one_hot(Labels(), Classifiers.Classes).to(ScalarType.Float32));
        return new Problem<TorchTensor>(new AttackedClassifier(module), new Ball(Norm.Linf, Eps), Criterion.Untargeted,
            new TorchTensor(rand(BatchSize, 1, 28, 28)), labels, labels, ListModule.OfSeq([1, 28, 28]),
            [.. Enumerable.Range(0, BatchSize).Select(i => (long)i)], 0, 0);
    });

    public static Action Baseline(Func<PlainAttack, Tensor, Tensor, Tensor> attack)
    {
        var (plain, images, labels) = (new PlainAttack(Eps, Steps), rand(BatchSize, 1, 28, 28), Labels());
        return () =>
        {
            using var scope = NewDisposeScope();
            attack(plain, images, labels);
        };
    }
}
