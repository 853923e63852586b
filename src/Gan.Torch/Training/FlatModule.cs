using Gan.Torch.Evaluation;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>A module whose parameters lie in one buffer, with its file in a checkpoint.</summary>
public class FlatModule : IDisposable
{
    private readonly nn.Module _module;
    private readonly Func<Tensor, Tensor?, Tensor> _forward;

    /// <summary>Moves the module to the device and its parameters into one buffer there.</summary>
    /// <param name="name">Name of its files in a checkpoint.</param>
    /// <param name="module">The module, owned; of an input, or of an input and classes.</param>
    /// <param name="device">Where it computes.</param>
    internal FlatModule(string name, nn.Module module, Device device)
    {
        Name = name;
        _module = module;
        _forward = module switch
        {
            nn.Module<Tensor, Tensor> plain => (input, _) => plain.forward(input),
            nn.Module<Tensor, Tensor?, Tensor> conditional => conditional.forward,
            _ => throw new InvalidRequestException($"{module.GetName()} has to be a module of one tensor, or of one tensor and classes."),
        };
        module.to(device);
        Parameters = new FlatParameters(module, device);
    }

    /// <summary>Name of its files in a checkpoint.</summary>
    public string Name { get; }

    /// <summary>Its parameters and their gradients.</summary>
    internal FlatParameters Parameters { get; }

    /// <summary>Running statistics.</summary>
    internal IEnumerable<(string Name, Tensor Value)> Buffers => _module.named_buffers().Select(entry => (entry.name, entry.buffer));

    /// <summary>The module at its input.</summary>
    /// <param name="input">What it takes.</param>
    /// <param name="classes">One-hot classes; null where there are none.</param>
    public Tensor Forward(Tensor input, Tensor? classes = null) => _forward(input, classes);

    /// <summary>The module at its input as in training, without gradients: samples for the other player.</summary>
    public Tensor Generate(Tensor input, Tensor? classes = null)
    {
        using var noGradients = no_grad();
        return _forward(input, classes);
    }

    /// <summary>The module at its input with running statistics and without gradients, leaving its mode as it was.</summary>
    public Tensor Evaluate(Tensor input, Tensor? classes = null)
    {
        using var noGradients = no_grad();
        _module.eval();
        try
        {
            return _forward(input, classes);
        }
        finally
        {
            _module.train();
        }
    }

    /// <summary>The module as attacks see it, in evaluation mode and frozen until the result is disposed.</summary>
    /// <param name="guide">The same module in another precision, which guides the search; null for this one.</param>
    internal AttackedClassifier Attacked(GuideModule? guide = null) => guide is null
        ? new(Classifier) : new(Classifier, guide.Module, guide.Precision);

    /// <summary>Evaluation mode without gradients of the parameters, until the result is disposed.</summary>
    internal FrozenModule Freeze() => new(_module);

    private nn.Module<Tensor, Tensor> Classifier => (nn.Module<Tensor, Tensor>)_module;

    /// <summary>Becomes a copy of a module of the same architecture.</summary>
    internal void Take(FlatModule other) => Take(other, other.Parameters.Values);

    /// <summary>Takes these values as parameters, and another module's running statistics.</summary>
    private protected void Take(FlatModule other, Tensor values)
    {
        using var noGradients = no_grad();
        Parameters.Values.copy_(values);
        foreach (var ((_, mine), (_, its)) in Buffers.Zip(other.Buffers))
            mine.copy_(its);
    }

    /// <summary>True if every parameter and running statistic is a finite number.</summary>
    public bool IsFinite()
    {
        using var scope = NewDisposeScope();
        return Parameters.Values.isfinite().all().item<bool>() && Buffers.All(entry => entry.Value.isfinite().all().item<bool>());
    }

    /// <summary>Parameters and running statistics by their PyTorch names.</summary>
    public IEnumerable<(string Name, Tensor Value)> Weights() =>
        _module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)).Concat(Buffers);

    /// <summary>Files of a checkpoint.</summary>
    internal virtual IEnumerable<StateFile> State() => [new StateFile(WeightsFile, [.. Weights()])];

    /// <summary>Takes the weights from a checkpoint's folder.</summary>
    internal virtual void LoadWeights(string folder) => WeightsLoader.Load([.. Weights()], Path.Combine(folder, WeightsFile));

    /// <summary>Its file in a checkpoint.</summary>
    internal string WeightsFile => $"{Name}.safetensors";

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Parameters.Dispose();
        _module.Dispose();
        GC.SuppressFinalize(this);
    }
}
