using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Updates;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// Applies the core's update rule to a network's flat buffer: fused into one pass over memory on the CPU, as tensor
/// operations elsewhere. Keeps the rule's slots.
/// </summary>
internal sealed class ParameterUpdate : IDisposable
{
    // Below this many elements a second thread costs more than it saves.
    private const int SmallestPart = 1 << 15;

    // Several parts a thread even out a core that is busy elsewhere.
    private const int PartsPerThread = 4;

    private readonly FlatParameters _parameters;
    private readonly NetworkUpdate _update;
    private readonly Tensor[] _slots;

    /// <summary>Slots start at zero, as the rules ask.</summary>
    public ParameterUpdate(FlatParameters parameters, NetworkUpdate update)
    {
        _parameters = parameters;
        _update = update;
        _slots = [.. UpdateRules.SlotNames(update.Rule).Select(_ => zeros_like(parameters.Values))];
    }

    /// <summary>The rule's slots by name, for checkpoints.</summary>
    public IEnumerable<(string Name, Tensor Value)> Slots =>
        UpdateRules.SlotNames(_update.Rule).Zip(_slots, (name, slot) => (name, slot));

    /// <summary>Moves the parameters along the present gradient; t counts from 1.</summary>
    public void Apply(long t)
    {
        if (_parameters.Values.device_type == DeviceType.CPU)
            ApplyFused(t);
        else
            ApplyAsTensors(t);
    }

    private void ApplyFused(long t)
    {
        var count = (int)_parameters.Values.numel();
        var parts = int.Clamp(count / SmallestPart, 1, PartsPerThread * get_num_threads());
        // Elements are independent: the split changes nothing in the result.
        if (parts == 1)
            ApplyPart(t, 0, count);
        else
            Parallel.For(0, parts, part =>
            {
                var start = (int)((long)count * part / parts);
                ApplyPart(t, start, (int)((long)count * (part + 1) / parts) - start);
            });
    }

    private void ApplyPart(long t, int start, int length)
    {
        Span<float> Part(Tensor buffer) => buffer.Elements().Slice(start, length);
        Fused.Step(_update.Rule, t, _update.LearningRate, Part(_parameters.Values), Part(_parameters.Gradients),
            _slots.Length > 0 ? Part(_slots[0]) : [], _slots.Length > 1 ? Part(_slots[1]) : []);
    }

    /// <summary>The same step as tensor operations, for devices whose memory the host cannot reach.</summary>
    public void ApplyAsTensors(long t)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        TorchTensor Slot(int index) => _slots.Length > index ? new(_slots[index]) : default;
        var (moved, next) = UpdateRules.Step(_update.Rule, t, _update.LearningRate,
            new TorchTensor(_parameters.Values), new TorchTensor(_parameters.Gradients),
            new Slots<TorchTensor>(Slot(0), Slot(1)));
        _parameters.Values.copy_(moved.Value);
        if (_slots.Length > 0)
            _slots[0].copy_(next.First.Value);
        if (_slots.Length > 1)
            _slots[1].copy_(next.Second.Value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }
}
