using Gan.Math.Robust;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The weights with the highest score so far: the accuracy of a classifier on held-out images, minus the distance of a
/// generator's samples.</summary>
internal sealed class BestNetwork(nn.Module module, Device device) : FlatModule("best", module, device)
{
    private const string RecordFile = "validation.safetensors";

    private readonly Tensor _score = zeros([1], ScalarType.Float64).DetachFromDisposeScope();
    private readonly Tensor _step = zeros([1], ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>Its score; less than any before the first.</summary>
    public double Score => Step == 0 ? double.NegativeInfinity : _score.data<double>()[0];

    /// <summary>The step after which it was found; 0 before the first score.</summary>
    public long Step => _step.data<long>()[0];

    /// <summary>Takes a candidate if it is better.</summary>
    public void Consider(FlatModule candidate, double score, long t)
    {
        if (!ValidationModule.IsBest(Score, score))
            return;
        Take(candidate);
        _score.data<double>()[0] = score;
        _step.data<long>()[0] = t;
    }

    /// <inheritdoc/>
    internal override IEnumerable<StateFile> State() => base.State().Append(new StateFile(RecordFile, Record));

    /// <summary>Takes weights and record from a checkpoint's folder.</summary>
    public void Load(string folder)
    {
        LoadWeights(folder);
        WeightsLoader.Load(Record, Path.Combine(folder, RecordFile));
    }

    private (string Name, Tensor Value)[] Record => [("score", _score), ("step", _step)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _score.Dispose();
        _step.Dispose();
        base.Dispose();
    }
}
