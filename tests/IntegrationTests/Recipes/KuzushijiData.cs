namespace Gan.Torch.Modalities;

/// <summary>Kuzushiji-MNIST: cursive characters of 28x28 grey pixels, from the four IDX files in ROOT/kmnist.</summary>
public sealed class KuzushijiData : ImageDataSet
{
    /// <inheritdoc/>
    public override string Name => "kmnist";

    /// <inheritdoc/>
    public override string Source => "Clanuwat et al. 2018";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [1, 28, 28];

    /// <inheritdoc/>
    public override int Classes => 10;

    /// <inheritdoc/>
    public override ImageSource TrainingImages(string root, int count, ulong seed) => Mnist.Train(root, seed, "kmnist");

    /// <inheritdoc/>
    public override ImageSource TestImages(string root, int count) => Mnist.Test(root, "kmnist");
}
