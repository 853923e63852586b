using Gan.Math;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// First values of a module's parameters, drawn from the experiment's seed alone. Image networks take the small normal
/// weights of DCGAN, others those uniform in the fan-in; normalisation layers keep scale 1 and offset 0.
/// </summary>
internal static class Initialisation
{
    /// <summary>A module at its first values.</summary>
    public static T Of<T>(T module, ulong seed) where T : nn.Module
    {
        Apply(module, seed);
        return module;
    }

    /// <summary>Sets every parameter of a module that lies on the CPU.</summary>
    public static void Apply(nn.Module module, ulong seed)
    {
        using var noGradients = no_grad();
        var parameters = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, parameter) in parameters)
        {
            if (!parameters.TryGetValue(name[..name.LastIndexOf('.')] + ".weight", out var weight) || weight.dim() < 2)
                continue; // normalisation, and what begins at a value of its own
            var key = Seeds.Derive(seed, $"initialise {module.GetName()} {name}", 0);
            Fill(parameter, Draw(module, name, weight, key));
        }
    }

    private static Func<ulong, double> Draw(nn.Module module, string name, Tensor weight, ulong key) => module switch
    {
        ISmallNormalWeights when name.EndsWith(".bias", StringComparison.Ordinal) => _ => 0,
        ISmallNormalWeights => index => Initialisers.SmallNormal(key, index),
        _ => index => Initialisers.FanInUniform(weight.numel() / weight.shape[0], key, index),
    };

    private static void Fill(Tensor parameter, Func<ulong, double> draw)
    {
        var values = parameter.Elements();
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw((ulong)i);
    }
}
