using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>
/// The parameters of one network in one contiguous buffer, and their gradients in another: every module parameter and
/// its gradient is a view. So an update, a norm or a checkpoint is one operation over one buffer.
/// </summary>
internal sealed class FlatParameters : IDisposable
{
    private readonly Parameter[] _parameters;

    /// <summary>theta_P, float32.</summary>
    public Tensor Values { get; }

    /// <summary>g_P, float32; backward passes add to it.</summary>
    public Tensor Gradients { get; }

    /// <summary>Moves a module's parameters, in registration order, into a new buffer on the device.</summary>
    public FlatParameters(nn.Module module, Device device)
    {
        _parameters = [.. module.parameters()];
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var count = _parameters.Sum(parameter => parameter.numel());
        Values = empty(count, ScalarType.Float32, device).DetachFromDisposeScope();
        Gradients = zeros(count, ScalarType.Float32, device).DetachFromDisposeScope();
        long offset = 0;
        foreach (var parameter in _parameters)
        {
            var length = parameter.numel();
            var view = View(Values, offset, parameter.shape);
            view.copy_(parameter);
            parameter.set_(view);
            parameter.grad = View(Gradients, offset, parameter.shape);
            offset += length;
        }
    }

    // Weights of convolutions lie channels-last in memory, which makes libtorch run the whole network so: on a CPU that
    // takes about half the time. Their shape stays output, input, height, width, and files hold that order.
    private static Tensor View(Tensor buffer, long offset, long[] shape) => shape is [var output, var input, var height, var width]
        ? buffer.narrow(0, offset, output * input * height * width).view(output, height, width, input).permute(0, 3, 1, 2)
        : buffer.narrow(0, offset, shape.Aggregate(1L, (product, length) => product * length)).view(shape);

    /// <summary>True if backward passes compute gradients of these parameters.</summary>
    public bool RequiresGradient
    {
        set
        {
            foreach (var parameter in _parameters)
                parameter.requires_grad = value;
        }
    }

    /// <summary>
    /// d(value)/d(parameter) of every parameter, 0 where it does not occur; the gradients' buffer stays as it is.
    /// </summary>
    /// <param name="value">A single number.</param>
    /// <param name="again">Whether the result is to be differentiated too.</param>
    public IReadOnlyList<Tensor> Differentiate(Tensor value, bool again) => Tensors.Gradients.Of(value, _parameters, again);

    /// <summary>Puts one tensor per parameter in the place of the gradients.</summary>
    public void SetGradients(IEnumerable<Tensor> gradients)
    {
        using var noGradients = no_grad();
        foreach (var (parameter, gradient) in _parameters.Zip(gradients))
            parameter.grad!.copy_(gradient);
    }

    /// <summary>Does something with the weights of every layer and their gradient, without a graph; biases and the like have one
    /// axis and are left out.</summary>
    public void ForEachWeight(Action<Tensor, Tensor> action)
    {
        using var noGradients = no_grad();
        foreach (var parameter in _parameters.Where(parameter => parameter.dim() > 1))
        {
            using var scope = NewDisposeScope();
            action(parameter, parameter.grad!);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Gradients.Dispose();
    }
}
