namespace Gan.Torch.Networks;

/// <summary>A network that begins with the small normal weights of DCGAN.</summary>
internal interface ISmallNormalWeights;
