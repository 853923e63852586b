using static TorchSharp.torch;

namespace Gan.Bench.Idiomatic;

/// <summary>Attacks as a TorchSharp user writes them: modules in a sequence, backward() through everything.</summary>
internal sealed class PlainAttack(double eps, int steps)
{
    private readonly nn.Module<Tensor, Tensor> _model = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding: 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding: 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1568, 128), nn.ReLU(), nn.Linear(128, 10));

    /// <summary>PGD on the cross-entropy.</summary>
    public Tensor Pgd(Tensor images, Tensor labels)
    {
        var x = images;
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var gradient = Gradient(x, logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum), out _);
            x = Clip(x + 0.03 * gradient.sign(), images).MoveToOuterDisposeScope();
        }
        return x;
    }

    /// <summary>APGD's step on the cross-entropy: two projections, best points kept; no checkpoint falls into these steps.</summary>
    public Tensor Apgd(Tensor images, Tensor labels)
    {
        var (x, before, best) = (images, images, images);
        var bestLoss = full(images.shape[0], double.NegativeInfinity);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            Tensor losses = null!;
            var gradient = Gradient(x, logits => (losses = nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None)).sum(), out _);
            var better = losses.detach() > bestLoss;
            best = where(better.view(-1, 1, 1, 1), x, best).MoveToOuterDisposeScope();
            bestLoss = where(better, losses.detach(), bestLoss).MoveToOuterDisposeScope();
            var z = Clip(x + 2 * eps * gradient.sign(), images);
            var next = Clip(x + 0.75 * (z - x) + 0.25 * (x - before), images);
            (before, x) = (x, next.MoveToOuterDisposeScope());
        }
        return best;
    }

    private Tensor Clip(Tensor x, Tensor images) => minimum(maximum(x, images - eps), images + eps).clamp(0, 1);

    private Tensor Gradient(Tensor x, Func<Tensor, Tensor> loss, out Tensor logits)
    {
        var point = x.detach().clone().requires_grad_(true);
        logits = _model.forward(point);
        foreach (var parameter in _model.parameters())
            parameter.grad?.zero_();
        loss(logits).backward();
        return point.grad!;
    }
}
