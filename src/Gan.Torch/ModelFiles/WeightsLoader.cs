using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>Copies tensors from a safetensors file into existing ones of the same names and shapes.</summary>
internal static class WeightsLoader
{
    /// <summary>All or nothing: every missing, surplus or misshapen tensor is named before anything is copied.</summary>
    public static void Load(IReadOnlyList<(string Name, Tensor Value)> targets, string path)
    {
        using var noGradients = no_grad();
        var tensors = Read(path);
        try
        {
            var problems = targets.Where(target => !tensors.ContainsKey(target.Name)).Select(target => $"{target.Name} is missing")
                .Concat(tensors.Keys.Except(targets.Select(target => target.Name)).Select(name => $"{name} is not expected"))
                .Concat(targets.Where(target => tensors.TryGetValue(target.Name, out var found)
                    && !found.shape.SequenceEqual(target.Value.shape))
                    .Select(target => $"{target.Name} has shape {Shape(tensors[target.Name])} instead of {Shape(target.Value)}"))
                .Concat(targets.Where(target => tensors.TryGetValue(target.Name, out var found) && found.dtype != target.Value.dtype)
                    .Select(target => $"{target.Name} has type {tensors[target.Name].dtype} instead of {target.Value.dtype}"))
                .ToArray();
            if (problems.Length > 0)
                throw new ModelFileException($"{path} does not fit the network: {string.Join("; ", problems)}.");
            foreach (var (name, value) in targets)
                value.copy_(tensors[name]);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Every tensor of a file, by name.</summary>
    /// <exception cref="ModelFileException">It cannot be read.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        try
        {
            return SafetensorsFile.Read(path);
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"Cannot read {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
