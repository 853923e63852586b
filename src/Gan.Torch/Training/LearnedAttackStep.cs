using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>One step of a classifier against an attacker that learns: the game of a GAN with the classifier in the
/// discriminator's place.</summary>
internal sealed class LearnedAttackStep : IClassifierStep
{
    private readonly Network _attacker;
    private readonly LearnedAttackGame _game;

    /// <param name="options">What it learns.</param>
    /// <param name="classifier">The network, not owned.</param>
    /// <param name="channels">Of an image.</param>
    /// <param name="device">Where it computes.</param>
    public LearnedAttackStep(ClassifierOptions options, Network classifier, long channels, Device device)
    {
        var (width, update) = options.Attacker!.Value;
        _attacker = new Network(Initialisation.Of(new AttackerNet(channels, width), options.Seed), update, keepsPast: false, device);
        _game = new LearnedAttackGame(options, classifier, _attacker, device);
    }

    /// <inheritdoc/>
    public IEnumerable<Network> Others => [_attacker];

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _attacker.State();

    /// <inheritdoc/>
    public void Load(string folder) => _attacker.Load(folder);

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Tensor clean, TorchTensor labels) => _game.Play(t, () => (clean, labels));

    /// <inheritdoc/>
    public void Dispose() => _attacker.Dispose();
}
