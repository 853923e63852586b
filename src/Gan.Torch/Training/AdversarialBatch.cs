using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The adversarial points of a batch, from the network as it is: the attack in the loop of robust training.</summary>
internal sealed class AdversarialBatch : IDisposable
{
    private readonly RobustTraining _training;
    private readonly FlatModule _network;
    private readonly GuideModule? _guide;
    private readonly ulong _seed;

    /// <param name="options">The attack.</param>
    /// <param name="network">The network, which is attacked in evaluation mode with its parameters frozen.</param>
    /// <param name="device">Where it computes.</param>
    public AdversarialBatch(ClassifierOptions options, FlatModule network, Device device)
    {
        (_training, _network, _seed) = (options.Robust, network, options.Seed);
        _guide = !_training.Precision.IsBFloat16 ? null
            : new GuideModule(options.Another ?? throw new InvalidRequestException("An attack in bfloat16 needs "
                + "ClassifierOptions.Another, which makes a second module."), device);
    }

    /// <summary>Moves a batch, on the network's device.</summary>
    /// <param name="t">The step, counted from 1: with it the draws change.</param>
    /// <param name="radius">That of the step.</param>
    /// <param name="clean">Clean points, in [0, 1].</param>
    /// <param name="labels">One-hot classes.</param>
    public Tensor Points(long t, double radius, Tensor clean, TorchTensor labels)
    {
        using var scope = NewDisposeScope();
        _guide?.Follow(_network);
        using var classifier = _network.Attacked(_guide);
        var target = _training.Loss.AttacksPredictions ? RobustLoss.AttackLabels(_training.Loss, labels,
            classifier.Judge(new TorchTensor(clean))) : labels;
        var problem = TrainingProblem.Of(classifier, new Ball(_training.Norm, radius), clean, target, _seed, t);
        return RobustTrainingModule.Attack(_training, problem).Value.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _guide?.Dispose();
}
