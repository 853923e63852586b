using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>One player: a module whose parameters lie in one buffer, with the rule that updates them.</summary>
internal sealed class Network : FlatModule
{
    private readonly ParameterUpdate _update;
    private readonly Tensor? _past;

    /// <summary>Initialises the module from the seed, then moves it to the device.</summary>
    /// <param name="module">The network.</param>
    /// <param name="update">How it is updated.</param>
    /// <param name="keepsPast">Whether the last step's gradient is kept, in checkpoints too.</param>
    /// <param name="seed">Of the first values.</param>
    /// <param name="device">Where it computes.</param>
    public Network(nn.Module module, NetworkUpdate update, bool keepsPast, ulong seed, Device device)
        : base(module.GetName(), Initialised(module, seed), device)
    {
        _update = new ParameterUpdate(Parameters, Experiments.Rule(update));
        _past = keepsPast ? zeros_like(Parameters.Gradients) : null;
    }

    private static nn.Module Initialised(nn.Module module, ulong seed)
    {
        Initialisation.Apply(module, seed);
        return module;
    }

    /// <summary>The other player's step computes no gradients of this one's parameters.</summary>
    public bool Frozen
    {
        set => Parameters.RequiresGradient = !value;
    }

    /// <summary>Euclidean norm of the whole gradient.</summary>
    public Tensor GradientNorm => Parameters.Gradients.norm();

    /// <summary>Back-propagates a loss into this network's gradient alone, from zero.</summary>
    public void Backward(Tensor loss)
    {
        Parameters.Gradients.zero_();
        loss.backward();
    }

    /// <summary>A number's gradient by this network's parameters, one tensor each.</summary>
    public IReadOnlyList<Tensor> Differentiate(Tensor value, bool again) => Parameters.Differentiate(value, again);

    /// <summary>Puts one tensor per parameter in the place of the gradient.</summary>
    public void SetGradient(IEnumerable<Tensor> gradients) => Parameters.SetGradients(gradients);

    /// <summary>Applies the update rule's step of this number, counted from 1, to the present gradient.</summary>
    public void Update(long count, double rate) => _update.Apply(count, rate);

    /// <summary>A copy of the parameters, and of the rule's slots behind them.</summary>
    public Tensor[] Position() => [.. new[] { Parameters.Values }.Concat(_update.Slots.Select(slot => slot.Value)).Select(value => value.clone())];

    /// <summary>Goes back to a position, with or without the slots.</summary>
    public void Return(Tensor[] position, bool slots)
    {
        using var noGradients = no_grad();
        Parameters.Values.copy_(position[0]);
        if (slots)
            foreach (var ((_, slot), before) in _update.Slots.Zip(position.Skip(1)))
                slot.copy_(before);
    }

    /// <summary>Moves the weights of every layer, biases left out, to where the loss is higher; <see cref="Return"/> brings them back.</summary>
    public void Perturb(double gamma) => Parameters.ForEachWeight((weights, gradient) =>
        weights.copy_(RobustTrainings.PerturbedWeights(gamma, new TorchTensor(weights.reshape(1, -1)), new(gradient.reshape(1, -1))).Value.view_as(weights)));

    /// <summary>Keeps the present gradient as the past one.</summary>
    public void RememberGradient() => _past!.copy_(Parameters.Gradients);

    /// <summary>Puts the past gradient in the place of the present one.</summary>
    public void RecallGradient() => Parameters.Gradients.copy_(_past!);

    /// <summary>Weights and running statistics by PyTorch's names, and what the update remembers.</summary>
    public override IEnumerable<StateFile> State() => base.State().Append(new StateFile(MemoryFile, [.. Memory()]));

    /// <summary>Takes weights and memory from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        LoadWeights(folder);
        WeightsLoader.Load([.. Memory()], Path.Combine(folder, MemoryFile));
    }

    private IEnumerable<(string Name, Tensor Value)> Memory() => _past is null ? _update.Slots : _update.Slots.Append(("past-gradient", _past));

    private string MemoryFile => $"{Name}-update.safetensors";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _past?.Dispose();
        _update.Dispose();
        base.Dispose();
    }
}
