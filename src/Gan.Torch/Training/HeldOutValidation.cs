using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>How many of the held-out images a classifier gets right, without and under the validation's attack.</summary>
/// <param name="robust">The budget.</param>
/// <param name="validation">The attack.</param>
/// <param name="heldOut">The images.</param>
/// <param name="classes">Logits of the classifier.</param>
/// <param name="seed">Of the attack's draws, the same every time.</param>
/// <param name="device">Where it computes.</param>
internal sealed class HeldOutValidation(RobustTraining robust, Validation validation, TestSet heldOut, int classes, ulong seed,
    Device device)
{
    private readonly EvaluationPlan _plan = Plan(robust, ValidationModule.Attacks(validation, robust), classes, seed, device);
    private readonly EvaluationPlan _oneStep = Plan(robust, ValidationModule.OneStep(validation, robust), classes, seed, device);

    /// <summary>Measures a network.</summary>
    public EvaluationState Measure(FlatModule network) => Measure(network, _plan);

    /// <summary>Its accuracy under the attack in the loop, where that has one step and is watched; else null.</summary>
    public double? OneStepAccuracy(FlatModule network) => _oneStep.Attacks.Count == 0 ? null : Measure(network, _oneStep).RobustAccuracy;

    private EvaluationState Measure(FlatModule network, EvaluationPlan plan)
    {
        using var exact = Devices.InFloat32();
        using var classifier = network.Attacked();
        var state = new EvaluationState(heldOut.Count, plan.Attacks.Count);
        new RobustnessEvaluation(plan, classifier, heldOut, device, TimeProvider.System, () => { }).Continue(state, () => { },
            CancellationToken.None);
        return state;
    }

    private static EvaluationPlan Plan(RobustTraining robust, IReadOnlyList<IAttack> attacks, int classes, ulong seed, Device device) =>
        EvaluationPlan.Of(new Ball(robust.Norm, robust.Radius), attacks, classes, seed, device);
}
