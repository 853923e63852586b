using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Tensors;
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

    /// <summary>Initialises the module from the seed, then moves it to the device.</summary>
    public Network(nn.Module<Tensor, Tensor> module, NetworkUpdate update, ulong seed, Device device)
    {
        _name = module.GetName();
        _module = module;
        Initialisation.Apply(module, seed);
        module.to(device);
        _parameters = new FlatParameters(module, device);
        _update = new ParameterUpdate(_parameters, update);
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

    /// <summary>Applies the update rule's step t, counted from 1, to the present gradient.</summary>
    public void Update(long t) => _update.Apply(t);

    /// <summary>Whether every parameter and running statistic is a finite number.</summary>
    public bool IsFinite()
    {
        using var scope = NewDisposeScope();
        return _parameters.Values.isfinite().all().ToBoolean()
            && _module.named_buffers().All(entry => entry.buffer.isfinite().all().ToBoolean());
    }

    /// <summary>Weights and running statistics by PyTorch's names, and the rule's slots.</summary>
    public IEnumerable<StateFile> State() => [new StateFile(WeightsFile, [.. Weights()]), new StateFile(SlotsFile, [.. _update.Slots])];

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
        WeightsLoader.Load([.. _update.Slots], Path.Combine(folder, SlotsFile));
    }

    /// <summary>Takes the weights alone, for sampling.</summary>
    public void LoadWeights(string folder) => WeightsLoader.Load([.. Weights()], Path.Combine(folder, WeightsFile));

    /// <inheritdoc/>
    public void Dispose()
    {
        _update.Dispose();
        _parameters.Dispose();
        _module.Dispose();
    }
}
