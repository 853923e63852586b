using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>One step of a classifier against an attacker that learns: the game of a GAN with the classifier in the discriminator's place.</summary>
internal sealed class LearnedAttackStep : IClassifierStep
{
    private readonly Network _attacker;
    private readonly GameStep<(Tensor, TorchTensor)> _game;
    private readonly bool _usesClean;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="classifier">The network, not owned.</param>
    /// <param name="device">Where it computes.</param>
    public LearnedAttackStep(Experiment experiment, long total, Network classifier, Device device)
    {
        var training = experiment.Classifier();
        var attacker = training.Attacker!.Value;
        _usesClean = RobustLosses.UsesClean(training.Robust.Loss);
        _attacker = new Network(new AttackerNet(Classifiers.ImageShape(training.Architecture)[0], attacker.Width), attacker.Update, keepsPast: false, experiment.Seed, device);
        _game = new(Gan.Math.Updates.Play.Simultaneous, 1, (classifier, training.Update), (_attacker, attacker.Update),
            new LearnedAttackGradients(experiment, total, classifier, _attacker, device), total);
    }

    /// <inheritdoc/>
    public IEnumerable<Network> Others => [_attacker];

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _attacker.State();

    /// <inheritdoc/>
    public void Load(string folder) => _attacker.Load(folder);

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Tensor clean, TorchTensor labels)
    {
        var terms = _game.Play(t, () => (clean, labels));
        return
        [
            new(Measure.ClassifierLoss, terms.DiscriminatorLoss), new(Measure.AttackerLoss, terms.GeneratorLoss),
            .. _usesClean ? [new Term(Measure.BatchAccuracy, terms.RealProbability)] : Array.Empty<Term>(), new(Measure.AdversarialAccuracy, terms.FakeProbability),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _attacker.Dispose();
}
