using static TorchSharp.torch;

namespace Gan.Bench.Idiomatic;

/// <summary>The attacked network as a TorchSharp user writes it: modules in a sequence, backward() through everything.</summary>
internal sealed class PlainModel
{
    private readonly nn.Module<Tensor, Tensor> _model = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding: 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding: 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1568, 128), nn.ReLU(), nn.Linear(128, 10));

    /// <summary>Logits, without gradients.</summary>
    public Tensor Logits(Tensor x)
    {
        using var quiet = no_grad();
        return _model.forward(x);
    }

    /// <summary>The gradient of the sum of losses by the images, with the losses.</summary>
    public (Tensor Losses, Tensor Gradient) Gradient(Tensor x, Func<Tensor, Tensor> loss)
    {
        var point = x.detach().clone().requires_grad_(true);
        var losses = loss(_model.forward(point));
        Backward(losses, again: false);
        return (losses.detach(), point.grad!);
    }

    /// <summary>A backward pass to whatever the images were made from.</summary>
    public void Through(Tensor x, Func<Tensor, Tensor> loss) => Backward(loss(_model.forward(x)), again: false);

    /// <summary>The difference of each class's logit to the true one's, with its gradient: one forward pass, ten backward.</summary>
    public IEnumerable<(Tensor Difference, Tensor Gradient)> Differences(Tensor x, Tensor labels)
    {
        var point = x.detach().clone().requires_grad_(true);
        var logits = _model.forward(point);
        var own = logits.gather(1, labels.view(-1, 1)).view(-1);
        for (var k = 0; k < 10; k++)
        {
            point.grad?.zero_();
            var difference = logits.select(1, k) - own;
            Backward(difference, again: k < 9);
            yield return (difference.detach(), point.grad!.clone());
        }
    }

    private void Backward(Tensor losses, bool again)
    {
        foreach (var parameter in _model.parameters())
            parameter.grad?.zero_();
        losses.sum().backward(create_graph: false, retain_graph: again);
    }
}
