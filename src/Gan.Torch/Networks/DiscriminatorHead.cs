using Gan.Math.Losses;
using Gan.Math.Training;
using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// The last layer of a discriminator of images: one logit, and what the class adds to it: a projection, or the logits of all
/// classes behind it.
/// Source: Miyato and Koyama 2018, Eq. (3); Odena et al. 2017, Sec. 3.
/// </summary>
internal sealed class DiscriminatorHead
{
    private readonly Linear fc1;
    private readonly Linear? embedding;
    private readonly Linear? auxiliary;
    private readonly SpectralVector? fc1_spectral;
    private readonly SpectralVector? embedding_spectral;
    private readonly SpectralVector? auxiliary_spectral;

    /// <param name="owner">The discriminator, of which the layers become part.</param>
    /// <param name="features">Numbers that it sees of an image.</param>
    /// <param name="conditioning">How it takes the class.</param>
    /// <param name="classes">K.</param>
    /// <param name="spectralNorm">That its weights get; null if they get none.</param>
    public DiscriminatorHead(nn.Module owner, int features, Conditioning conditioning, int classes, double? spectralNorm)
    {
        T Add<T>(string name, T layer) where T : nn.Module
        {
            owner.register_module(name, layer);
            return layer;
        }
        SpectralVector? Follow(string layer, int outputs) => spectralNorm is { } norm
            ? Add($"{layer}_spectral", new SpectralVector(norm, outputs)) : null;
        fc1 = Add(nameof(fc1), nn.Linear(features, 1));
        fc1_spectral = Follow(nameof(fc1), 1);
        if (conditioning.IsProjection)
            (embedding, embedding_spectral) = (Add(nameof(embedding), nn.Linear(classes, features, hasBias: false)),
                Follow(nameof(embedding), features));
        if (conditioning.IsAuxiliaryClassifier)
            (auxiliary, auxiliary_spectral) = (Add(nameof(auxiliary), nn.Linear(features, classes)), Follow(nameof(auxiliary), classes));
    }

    /// <summary>features [N, P], or maps [N, C, H, W], and one-hot classes_NK to logits_N; with an auxiliary classifier to [N, 1
    /// + K].</summary>
    public Tensor Forward(Tensor features, Tensor? classes)
    {
        var score = Linear(fc1, fc1_spectral, features).view(-1);
        if (auxiliary is not null)
            return cat([score.unsqueeze(1), Linear(auxiliary, auxiliary_spectral, features)], 1);
        return embedding is null ? score
            : Conditional.ProjectionScore(new TorchTensor(nn.functional.linear(classes!,
                SpectralVector.Weights(embedding.weight!, embedding_spectral))), new(features.flatten(1)), new(score)).Value;
    }

    private static Tensor Linear(Linear layer, SpectralVector? spectral, Tensor input)
    {
        var weights = SpectralVector.Weights(layer.weight!, spectral);
        return input.dim() == 4 ? FeatureLinear.Forward(weights, layer.bias, input) : nn.functional.linear(input, weights, layer.bias);
    }
}
