using static TorchSharp.torch;

namespace Gan.Bench.Idiomatic;

/// <summary>Attacks on Linf as a TorchSharp user writes them, step for step what their papers say; no checkpoint of APGD falls into so few steps.</summary>
internal sealed class PlainAttack(double eps, int steps)
{
    private readonly PlainModel _model = new();

    /// <summary>FGSM, BIM and PGD; with a decay, MI-FGSM.</summary>
    public Tensor Signs(Tensor images, Func<Tensor, Tensor> loss, double stepSize, double decay, int count)
    {
        var (x, sum) = (images, zeros_like(images));
        for (var step = 0; step < count; step++)
        {
            using var scope = NewDisposeScope();
            var (_, gradient) = _model.Gradient(x, loss);
            if (decay > 0)
                gradient = sum = (decay * sum + gradient / gradient.abs().sum([1, 2, 3], keepdim: true)).MoveToOuterDisposeScope();
            x = Clip(x + stepSize * gradient.sign(), images).MoveToOuterDisposeScope();
        }
        return x;
    }

    /// <summary>APGD: two projections, best points kept.</summary>
    public Tensor Apgd(Tensor images, Func<Tensor, Tensor> loss)
    {
        var (x, before, best) = (images, images, images);
        var bestLoss = full(images.shape[0], double.NegativeInfinity);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var (losses, gradient) = _model.Gradient(x, loss);
            var better = losses > bestLoss;
            best = where(better.view(-1, 1, 1, 1), x, best).MoveToOuterDisposeScope();
            bestLoss = where(better, losses, bestLoss).MoveToOuterDisposeScope();
            var z = Clip(x + 2 * eps * gradient.sign(), images);
            var next = Clip(x + 0.75 * (z - x) + 0.25 * (x - before), images);
            (before, x) = (x, next.MoveToOuterDisposeScope());
        }
        return best;
    }

    /// <summary>Carlini and Wagner: Adam on w, the image being (tanh w + 1) / 2.</summary>
    public Tensor CarliniWagner(Tensor images, Tensor labels)
    {
        var w = new TorchSharp.Modules.Parameter(((images.clamp(1e-6, 1 - 1e-6) * 2) - 1).atanh());
        var optimizer = optim.Adam([w], 0.01);
        var (best, distances) = (images, full(images.shape[0], double.PositiveInfinity));
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var x = (w.tanh() + 1) / 2;
            var distance = (x - images).square().sum([1, 2, 3]);
            Tensor margin = null!;
            _model.Through(x, logits => distance + 1e-3 * (margin = Losses.Margin(logits, labels)).neg().relu());
            optimizer.step();
            var nearer = (margin.detach() > 0) & (distance.detach() < distances);
            best = where(nearer.view(-1, 1, 1, 1), x.detach(), best).MoveToOuterDisposeScope();
            distances = where(nearer, distance.detach(), distances).MoveToOuterDisposeScope();
        }
        return best;
    }

    /// <summary>DeepFool: to the nearest of the linearised boundaries.</summary>
    public Tensor DeepFool(Tensor images, Tensor labels)
    {
        var (x, tried, crossed) = (images, images, zeros(images.shape[0], ScalarType.Bool));
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var (difference, gradient) = Nearest(x, labels);
            var length = gradient.abs().sum([1, 2, 3]) + 1e-12;
            x = (x + (difference.abs() / length).view(-1, 1, 1, 1) * gradient.sign()).MoveToOuterDisposeScope();
            tried = where(crossed.view(-1, 1, 1, 1), tried, (images + 1.02 * (x - images)).clamp(0, 1)).MoveToOuterDisposeScope();
            crossed = (crossed | _model.Logits(tried).argmax(1).ne(labels)).MoveToOuterDisposeScope();
        }
        return tried;
    }

    /// <summary>FAB, untargeted or with the boundary of one class, with projections by sorting.</summary>
    public Tensor Fab(Tensor images, Tensor labels, Tensor? targets)
    {
        var (x, best, distances) = (images, images, full(images.shape[0], double.PositiveInfinity));
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var (difference, gradient) = targets is null ? Nearest(x, labels) : _model.Gradient(x, logits => Losses.Difference(logits, labels, targets));
            var offset = (gradient * x).flatten(1).sum(1) - difference;
            var (here, back) = (ToPlane(x, gradient, offset), ToPlane(images, gradient, offset));
            Tensor Length(Tensor moved) => moved.abs().amax([1, 2, 3]).clamp(1e-8);
            var alpha = (Length(here) / (Length(here) + Length(back))).clamp_max(0.1).view(-1, 1, 1, 1);
            var moved = ((1 - alpha) * (x + 1.05 * here) + alpha * (images + 1.05 * back)).clamp(0, 1);
            var met = _model.Logits(moved).argmax(1).ne(labels);
            var distance = (moved - images).abs().amax([1, 2, 3]);
            var nearer = met & (distance < distances);
            best = where(nearer.view(-1, 1, 1, 1), moved, best).MoveToOuterDisposeScope();
            distances = where(nearer, distance, distances).MoveToOuterDisposeScope();
            x = where(met.view(-1, 1, 1, 1), images + 0.9 * (moved - images), moved).MoveToOuterDisposeScope();
        }
        return best;
    }

    /// <summary>Square: one window for all images a query.</summary>
    public Tensor Square(Tensor images, Tensor labels)
    {
        var best = Clip(images + eps * Signs([images.shape[0], 1, 1, 28]), images);
        var margins = Losses.Margin(_model.Logits(best), labels);
        for (var query = 0; query < steps; query++)
        {
            using var scope = NewDisposeScope();
            const int side = 25; // round(sqrt(0.8) 28): the side of the first ten queries
            var (top, left) = (Random.Shared.Next(28 - side + 1), Random.Shared.Next(28 - side + 1));
            var proposal = best.clone();
            using var window = proposal.narrow(2, top, side).narrow(3, left, side);
            window.add_(2 * eps * Signs([1, 1, 1, 1]));
            proposal = Clip(proposal, images);
            var margin = Losses.Margin(_model.Logits(proposal), labels);
            var better = (margin > margins) & (margins <= 0);
            best = where(better.view(-1, 1, 1, 1), proposal, best).MoveToOuterDisposeScope();
            margins = where(better, margin, margins).MoveToOuterDisposeScope();
        }
        return best;
    }

    private static Tensor Signs(long[] shape) => rand(shape).ge(0.5).to(ScalarType.Float32) * 2 - 1;

    private Tensor Clip(Tensor x, Tensor images) => minimum(maximum(x, images - eps), images + eps).clamp(0, 1);

    private (Tensor Difference, Tensor Gradient) Nearest(Tensor x, Tensor labels)
    {
        var (differences, gradients) = (new List<Tensor>(), new List<Tensor>());
        foreach (var (difference, gradient) in _model.Differences(x, labels))
        {
            differences.Add(difference);
            gradients.Add(gradient);
        }
        var all = stack(differences, 1);
        var lengths = stack(gradients, 1).abs().sum([2, 3, 4]) + 1e-12;
        var distance = (all.abs() / lengths).scatter(1, labels.view(-1, 1), full([labels.shape[0], 1], double.PositiveInfinity));
        var nearest = distance.argmin(1);
        var rows = arange(labels.shape[0]);
        return (all[rows, nearest], stack(gradients, 1)[rows, nearest]);
    }

    // The least Linf step within the box onto <w, x> = b: room after room is used up, the smallest first.
    private static Tensor ToPlane(Tensor points, Tensor normals, Tensor offset)
    {
        var (x, w) = (points.flatten(1), normals.flatten(1));
        var missing = offset - (w * x).sum(1);
        var v = w * missing.sign().view(-1, 1);
        var room = where(v > 0, 1 - x, x);
        var (sorted, order) = room.sort(1);
        var weights = v.abs().gather(1, order);
        var before = (sorted * weights).cumsum(1) - sorted * weights;
        var rest = weights.sum(1, keepdim: true) - weights.cumsum(1) + weights;
        var level = (missing.abs().view(-1, 1) - before) / rest.clamp(1e-12);
        var fits = (level <= sorted).to(ScalarType.Int64);
        var place = fits.argmax(1, keepdim: true);
        var reached = where(fits.any(1, keepdim: true), level.gather(1, place), sorted.amax([1], keepdim: true));
        return (minimum(room, reached) * v.sign()).view(points.shape);
    }
}
