using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// A classifier that a caller brings, looked at before it is attacked: that it takes the samples, leaves them as they are, and answers with
/// logits. One logit a sample becomes two, 0 and itself. It is in evaluation mode and frozen until disposal.
/// </summary>
internal sealed class BroughtClassifier : IDisposable
{
    // Enough to see what the outputs are.
    private const int Probed = 16;

    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly FrozenModule _frozen;

    /// <exception cref="InvalidRequestException">It does none of that.</exception>
    public BroughtClassifier(nn.Module<Tensor, Tensor> module, Tensor images, bool acceptProbabilities)
    {
        _module = module;
        var parameter = module.parameters().Concat(module.buffers()).FirstOrDefault(value => value.is_floating_point());
        (Type, Device) = (parameter?.dtype ?? ScalarType.Float32, parameter?.device ?? images.device);
        _frozen = new FrozenModule(module);
        try
        {
            Classes = Probe(images, acceptProbabilities);
        }
        catch
        {
            _frozen.Dispose();
            throw;
        }
    }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>The precision of its parameters.</summary>
    public ScalarType Type { get; }

    /// <summary>Where its parameters are.</summary>
    public Device Device { get; }

    /// <summary>Logits [N, K].</summary>
    /// <exception cref="InvalidRequestException">The module throws, or answers with something else.</exception>
    public Tensor Forward(Tensor points) => Logits(points, Call(points));

    private static Tensor Logits(Tensor points, Tensor outputs) => outputs.shape switch
    {
        [var count] when count == points.shape[0] => Both(outputs),
        [var count, 1] when count == points.shape[0] => Both(outputs[.., 0]),
        [var count, >= 2] when count == points.shape[0] => outputs,
        _ => throw new InvalidRequestException($"The classifier has to answer with logits [{points.shape[0]}, K], or one logit a sample: "
            + $"for [{RobustnessRequest.Axes(points)}] it gives [{RobustnessRequest.Axes(outputs)}]."),
    };

    // The softmax of (0, z) is (sigmoid(-z), sigmoid(z)).
    private static Tensor Both(Tensor logits) => stack([zeros_like(logits), logits], 1);

    private Tensor Call(Tensor points)
    {
        try
        {
            return _module.forward(points)
                ?? throw new InvalidRequestException("The classifier gives nothing where logits are expected.");
        }
        catch (Exception cause) when (cause is not (InvalidRequestException or OutOfMemoryException))
        {
            var reason = cause.Message.Split('\n')[0].TrimEnd('.');
            throw new InvalidRequestException($"The classifier fails on samples [{RobustnessRequest.Axes(points)}] of {points.dtype}: "
                + $"{reason}.", cause);
        }
    }

    private int Probe(Tensor images, bool acceptProbabilities)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var points = images[..int.Min(Probed, (int)images.shape[0])].to(Type).to(Device).clone();
        var before = points.clone();
        var outputs = Call(points);
        var logits = Logits(points, outputs);
        var single = outputs.numel() == points.shape[0];
        if (!points.equal(before).all().item<bool>())
            throw new InvalidRequestException("The classifier changes its input in place: let it work on a copy.");
        if (!acceptProbabilities && AreProbabilities(single ? logits[.., 1] : logits, single))
            throw new InvalidRequestException("The classifier answers with probabilities: "
                + "let it answer with logits, before the softmax or sigmoid, or set AcceptProbabilities and take the result for an "
                    + "upper bound.");
        return (int)logits.shape[1];
    }

    private static bool AreProbabilities(Tensor outputs, bool single)
    {
        var values = outputs.to(ScalarType.Float64);
        var inside = (values >= 0).all().item<bool>() && (values <= 1).all().item<bool>();
        return inside && (single || ((values.sum(1) - 1).abs() < 1e-5).all().item<bool>());
    }

    /// <inheritdoc/>
    public void Dispose() => _frozen.Dispose();
}
