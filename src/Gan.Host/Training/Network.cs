using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>One player: a module whose parameters lie in one buffer, with the rule that updates them.</summary>
internal sealed class Network : IDisposable
{
    private readonly string _name;
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly FlatParameters _parameters;
    private readonly ParameterUpdate _update;
    private readonly Tensor? _past;

    /// <summary>Initialises the module from the seed, then moves it to the device.</summary>
    /// <param name="module">The network.</param>
    /// <param name="update">How it is updated.</param>
    /// <param name="keepsPast">Whether the last step's gradient is kept, in checkpoints too.</param>
    /// <param name="seed">Of the first values.</param>
    /// <param name="device">Where it computes.</param>
    public Network(nn.Module<Tensor, Tensor> module, NetworkUpdate update, bool keepsPast, ulong seed, Device device)
    {
        _name = module.GetName();
        _module = module;
        Initialisation.Apply(module, seed);
        module.to(device);
        _parameters = new FlatParameters(module, device);
        _update = new ParameterUpdate(_parameters, Experiments.Rule(update));
        _past = keepsPast ? zeros_like(_parameters.Gradients) : null;
    }

    /// <summary>The other player's step computes no gradients of this one's parameters.</summary>
    public bool Frozen
    {
        set => _parameters.RequiresGradient = !value;
    }

    /// <summary>Euclidean norm of the whole gradient.</summary>
    public Tensor GradientNorm => _parameters.Gradients.norm();

    /// <summary>The network at its input.</summary>
    public Tensor Forward(Tensor input) => _module.forward(input);

    /// <summary>The network at its input as in training, without gradients: samples for the other player.</summary>
    public Tensor Generate(Tensor input)
    {
        using var noGradients = no_grad();
        return _module.forward(input);
    }

    /// <summary>The network at its input with running statistics and without gradients, leaving its mode as it was.</summary>
    public Tensor Evaluate(Tensor input)
    {
        using var noGradients = no_grad();
        _module.eval();
        try
        {
            return _module.forward(input);
        }
        finally
        {
            _module.train();
        }
    }

    /// <summary>Back-propagates a loss into this network's gradient alone, from zero.</summary>
    public void Backward(Tensor loss)
    {
        _parameters.Gradients.zero_();
        loss.backward();
    }

    /// <summary>The loss's gradient by this network's parameters, one tensor each, itself differentiable.</summary>
    public IReadOnlyList<Tensor> Differentiate(Tensor loss) => _parameters.Differentiate(loss);

    /// <summary>Puts one tensor per parameter in the place of the gradient.</summary>
    public void SetGradient(IEnumerable<Tensor> gradients) => _parameters.SetGradients(gradients);

    /// <summary>Applies the update rule's step of this number, counted from 1, to the present gradient.</summary>
    public void Update(long count, double rate) => _update.Apply(count, rate);

    /// <summary>A copy of the parameters, and of the rule's slots behind them.</summary>
    public Tensor[] Position() => [.. new[] { _parameters.Values }.Concat(_update.Slots.Select(slot => slot.Value)).Select(value => value.clone())];

    /// <summary>Goes back to a position, with or without the slots.</summary>
    public void Return(Tensor[] position, bool slots)
    {
        using var noGradients = no_grad();
        _parameters.Values.copy_(position[0]);
        if (slots)
            foreach (var ((_, slot), before) in _update.Slots.Zip(position.Skip(1)))
                slot.copy_(before);
    }

    /// <summary>Keeps the present gradient as the past one.</summary>
    public void RememberGradient() => _past!.copy_(_parameters.Gradients);

    /// <summary>Puts the past gradient in the place of the present one.</summary>
    public void RecallGradient() => _parameters.Gradients.copy_(_past!);

    /// <summary>Whether every parameter and running statistic is a finite number.</summary>
    public bool IsFinite()
    {
        using var scope = NewDisposeScope();
        return _parameters.Values.isfinite().all().ToBoolean()
            && _module.named_buffers().All(entry => entry.buffer.isfinite().all().ToBoolean());
    }

    /// <summary>Weights and running statistics by PyTorch's names, and the rule's slots.</summary>
    public IEnumerable<StateFile> State() => [new StateFile(WeightsFile, [.. Weights()]), new StateFile(SlotsFile, [.. Memory()])];

    private IEnumerable<(string Name, Tensor Value)> Memory() => _past is null ? _update.Slots : _update.Slots.Append(("past-gradient", _past));

    private string WeightsFile => $"{_name}.safetensors";

    private string SlotsFile => $"{_name}-update.safetensors";

    /// <summary>Parameters and running statistics by their PyTorch names.</summary>
    public IEnumerable<(string Name, Tensor Value)> Weights() =>
        _module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))
            .Concat(_module.named_buffers().Select(entry => (entry.name, entry.buffer)));

    /// <summary>Takes weights and slots from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        LoadWeights(folder);
        WeightsLoader.Load([.. Memory()], Path.Combine(folder, SlotsFile));
    }

    /// <summary>Takes the weights alone, for sampling.</summary>
    public void LoadWeights(string folder) => WeightsLoader.Load([.. Weights()], Path.Combine(folder, WeightsFile));

    /// <inheritdoc/>
    public void Dispose()
    {
        _past?.Dispose();
        _update.Dispose();
        _parameters.Dispose();
        _module.Dispose();
    }
}
