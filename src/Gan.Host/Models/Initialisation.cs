using Gan.Host.Tensors;
using Gan.Math;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>First values of parameters, drawn from the experiment's seed alone.</summary>
internal static class Initialisation
{
    /// <summary>
    /// Weights and biases uniform in +-1/sqrt(fan-in), as PyTorch does by default (LeCun et al. 1998, Efficient
    /// BackProp, Sec. 4.6); normalisation layers keep scale 1 and offset 0.
    /// </summary>
    public static void Apply(nn.Module module, ulong seed)
    {
        using var noGradients = no_grad();
        var parameters = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, parameter) in parameters)
        {
            var layer = name[..name.LastIndexOf('.')];
            var weight = parameters[layer + ".weight"];
            if (weight.dim() < 2)
                continue;
            var bound = 1 / float.Sqrt(weight.numel() / weight.shape[0]);
            var key = Seeds.Derive(seed, $"initialise {module.GetName()} {name}", 0);
            var values = FlatParameters.Elements(parameter);
            for (var i = 0; i < values.Length; i++)
                values[i] = bound * (float)(2 * Seeds.Uniform(key, (ulong)i) - 1);
        }
    }
}
