using Gan.Math.Updates;
using Gan.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

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
    private readonly UpdateRule _rule;
    private readonly IReadOnlyList<string> _names;
    private readonly Tensor[] _slots;
    private readonly bool _usesNorm;

    /// <summary>Slots start at zero, as the rules ask.</summary>
    public ParameterUpdate(FlatParameters parameters, UpdateRule rule)
    {
        _parameters = parameters;
        _rule = rule;
        _names = UpdateRuleModule.SlotNames(rule);
        _slots = [.. _names.Select(_ => zeros_like(parameters.Values))];
        _usesNorm = UpdateRuleModule.UsesNorm(rule);
    }

    /// <summary>The rule's slots by name, for checkpoints.</summary>
    public IEnumerable<(string Name, Tensor Value)> Slots => _names.Zip(_slots);

    /// <summary>Moves the parameters along the present gradient.</summary>
    /// <param name="count">The rule's step, counted from 1.</param>
    /// <param name="rate">Learning rate.</param>
    public void Apply(long count, double rate)
    {
        var context = Context(count);
        if (_parameters.Values.device_type == DeviceType.CPU)
            ApplyFused(context, rate);
        else
            ApplyAsTensors(context, rate);
    }

    private StepContext Context(long count) => new(count, _usesNorm ? _parameters.Gradients.norm().ToNumber() : 0);

    private void ApplyFused(StepContext context, double rate)
    {
        var count = (int)_parameters.Values.numel();
        var parts = int.Clamp(count / SmallestPart, 1, PartsPerThread * get_num_threads());
        // Elements are independent: the split changes nothing in the result.
        if (parts == 1)
            ApplyPart(context, rate, 0, count);
        else
            Parallel.For(0, parts, part =>
            {
                var start = (int)((long)count * part / parts);
                ApplyPart(context, rate, start, (int)((long)count * (part + 1) / parts) - start);
            });
    }

    private void ApplyPart(StepContext context, double rate, int start, int length)
    {
        Span<float> Part(Tensor buffer) => buffer.Elements().Slice(start, length);
        Span<float> Slot(int index) => _slots.Length > index ? Part(_slots[index]) : [];
        Fused.Step(_rule, context, rate,
            new Buffers(Part(_parameters.Values), Part(_parameters.Gradients), Slot(0), Slot(1), Slot(2), Slot(3)));
    }

    /// <summary>The update's step as tensor operations, for devices whose memory the host cannot reach.</summary>
    public void ApplyAsTensors(long count, double rate) => ApplyAsTensors(Context(count), rate);

    private void ApplyAsTensors(StepContext context, double rate)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        TorchTensor Slot(int index) => _slots.Length > index ? new(_slots[index]) : default;
        var (moved, next) = Gan.Math.Updates.Update.Step(_rule, context, rate,
            new TorchTensor(_parameters.Values), new TorchTensor(_parameters.Gradients),
            new Slots<TorchTensor>(Slot(0), Slot(1), Slot(2), Slot(3)));
        // Slots first: one of them may be the very parameters before the step.
        TorchTensor[] values = [next.First, next.Second, next.Third, next.Fourth];
        foreach (var (slot, value) in _slots.Zip(values))
            slot.copy_(value.Value);
        _parameters.Values.copy_(moved.Value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }
}
