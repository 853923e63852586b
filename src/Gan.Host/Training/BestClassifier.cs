using Gan.Host.Checkpoints;
using Gan.Math.CSharp;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>The weights with the highest accuracy on held-out images so far.</summary>
internal sealed class BestClassifier(nn.Module<Tensor, Tensor> module, Device device) : FlatModule("best", module, device)
{
    private const string RecordFile = "validation.safetensors";

    private readonly Tensor _accuracy = zeros([1], ScalarType.Float64).DetachFromDisposeScope();
    private readonly Tensor _step = zeros([1], ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>Its accuracy; less than any before the first validation.</summary>
    public double Accuracy => Step == 0 ? double.NegativeInfinity : _accuracy.data<double>()[0];

    /// <summary>The step after which it was found; 0 before the first validation.</summary>
    public long Step => _step.data<long>()[0];

    /// <summary>Takes a candidate if it is better.</summary>
    public void Consider(FlatModule candidate, double accuracy, long t)
    {
        if (!Validations.IsBest(Accuracy, accuracy))
            return;
        Take(candidate);
        _accuracy.data<double>()[0] = accuracy;
        _step.data<long>()[0] = t;
    }

    /// <inheritdoc/>
    public override IEnumerable<StateFile> State() => base.State().Append(new StateFile(RecordFile, Record));

    /// <summary>Takes weights and record from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        LoadWeights(folder);
        WeightsLoader.Load(Record, Path.Combine(folder, RecordFile));
    }

    private (string Name, Tensor Value)[] Record => [("accuracy", _accuracy), ("step", _step)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _accuracy.Dispose();
        _step.Dispose();
        base.Dispose();
    }
}
