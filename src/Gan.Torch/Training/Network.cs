using Gan.Math.Robust;
using Gan.Math.Training;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>One player: a module whose parameters lie in one buffer, with the rule that updates them.</summary>
public sealed class Network : FlatModule
{
    private readonly ParameterUpdate _update;
    private readonly Tensor? _past;

    /// <summary>Moves the module to the device, as it is.</summary>
    /// <param name="module">The network.</param>
    /// <param name="update">How it is updated.</param>
    /// <param name="keepsPast">Whether the last step's gradient is kept, in checkpoints too.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="name">Name of its files in a checkpoint; the module's own if it is not given.</param>
    internal Network(nn.Module module, Optimiser update, bool keepsPast, Device device, string? name = null)
        : base(name ?? module.GetName(), module, device)
    {
        _update = new ParameterUpdate(Parameters, update.Rule);
        _past = keepsPast ? zeros_like(Parameters.Gradients) : null;
    }

    /// <summary>The other player's step computes no gradients of this one's parameters.</summary>
    internal bool Frozen
    {
        set => Parameters.RequiresGradient = !value;
    }

    /// <summary>Euclidean norm of the whole gradient.</summary>
    internal Tensor GradientNorm => Parameters.Gradients.norm();

    /// <summary>Back-propagates a loss into this network's gradient alone, from zero.</summary>
    internal void Backward(Tensor loss)
    {
        Parameters.Gradients.zero_();
        loss.backward();
    }

    /// <summary>A number's gradient by this network's parameters, one tensor each.</summary>
    internal IReadOnlyList<Tensor> Differentiate(Tensor value, bool again) => Parameters.Differentiate(value, again);

    /// <summary>Puts one tensor per parameter in the place of the gradient.</summary>
    internal void SetGradient(IEnumerable<Tensor> gradients) => Parameters.SetGradients(gradients);

    /// <summary>Applies the update rule's step of this number, counted from 1, to the present gradient.</summary>
    internal void Update(long count, double rate) => _update.Apply(count, rate);

    /// <summary>A copy of the parameters, and of the rule's slots behind them.</summary>
    internal Tensor[] Position() => [.. new[] { Parameters.Values }.Concat(_update.Slots.Select(slot => slot.Value))
        .Select(value => value.clone())];

    /// <summary>Goes back to a position, with or without the slots.</summary>
    internal void Return(Tensor[] position, bool slots)
    {
        using var noGradients = no_grad();
        Parameters.Values.copy_(position[0]);
        if (slots)
            foreach (var ((_, slot), before) in _update.Slots.Zip(position.Skip(1)))
                slot.copy_(before);
    }

    /// <summary>Moves the weights of every layer, biases left out, to where the loss is higher; <see cref="Return"/> brings them
    /// back.</summary>
    internal void Perturb(double gamma) => Parameters.ForEachWeight((weights, gradient) =>
        weights.copy_(WeightPerturbation.Perturbed(gamma, new TorchTensor(weights.reshape(1, -1)),
            new(gradient.reshape(1, -1))).Value.view_as(weights)));

    /// <summary>Keeps the present gradient as the past one.</summary>
    internal void RememberGradient() => _past!.copy_(Parameters.Gradients);

    /// <summary>Puts the past gradient in the place of the present one.</summary>
    internal void RecallGradient() => Parameters.Gradients.copy_(_past!);

    /// <summary>Weights and running statistics by PyTorch's names, and what the update remembers.</summary>
    internal override IEnumerable<StateFile> State() => base.State().Append(new StateFile(MemoryFile, [.. Memory()]));

    /// <summary>Takes weights and memory from a checkpoint's folder.</summary>
    internal void Load(string folder)
    {
        LoadWeights(folder);
        WeightsLoader.Load([.. Memory()], Path.Combine(folder, MemoryFile));
    }

    private IEnumerable<(string Name, Tensor Value)> Memory() => _past is null
        ? _update.Slots : _update.Slots.Append(("past-gradient", _past));

    private string MemoryFile => $"{Name}-update.safetensors";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _past?.Dispose();
        _update.Dispose();
        base.Dispose();
    }
}
