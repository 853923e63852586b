using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// Weights that another program may have written: in other precisions, under the names that PyTorch's wrappers of modules give, and
/// with the counters of batch normalisation. What is changed about them is said.
/// </summary>
internal static class BroughtWeights
{
    // Of DataParallel and of torch.compile.
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    private const string Counter = "num_batches_tracked";

    /// <summary>The text that wrappers put before every name; empty if there is none.</summary>
    public static string Prefix(IReadOnlyCollection<string> names)
    {
        var length = 0;
        while (Wrappers.FirstOrDefault(wrapper => names.Count > 0
            && names.All(name => name.AsSpan(length).StartsWith(wrapper, StringComparison.Ordinal))) is { } found)
            length += found.Length;
        return names.FirstOrDefault("")[..length];
    }

    /// <summary>Copies them, all or none, as float32.</summary>
    /// <param name="targets">Names and tensors of the network.</param>
    /// <param name="path">The file.</param>
    /// <param name="tell">Takes a line about each thing that was changed.</param>
    /// <exception cref="ModelFileException">The file cannot be read, does not fit, or holds values that are not finite.</exception>
    public static void Load(IReadOnlyList<(string Name, Tensor Value)> targets, string path, Action<string>? tell)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var read = WeightsLoader.Read(path, scope);
        var prefix = Prefix(read.Keys);
        var wanted = targets.Select(target => target.Name).ToHashSet();
        var tensors = read.Select(entry => (Name: entry.Key[prefix.Length..], entry.Value))
            .Where(entry => wanted.Contains(entry.Name) || !IsCounter(entry.Name))
            .ToDictionary(entry => entry.Name, entry => entry.Value);
        WeightsLoader.RequireFit(targets, tensors, path,
            (found, type) => found == type || (type == ScalarType.Float32 && IsWeight(found)));
        WeightsLoader.Refuse($"{path} cannot be used", [.. targets.Select(target => (target.Name, Fault: Fault(tensors[target.Name])))
            .Where(target => target.Fault is not null).Select(target => $"{target.Name} {target.Fault}")]);
        foreach (var (name, value) in targets)
            value.copy_(tensors[name]);
        if (prefix != "")
            tell?.Invoke($"{path}: {prefix}, which every name begins with, is left out.");
        foreach (var converted in targets.Where(target => tensors[target.Name].dtype != target.Value.dtype)
            .GroupBy(target => SafetensorsHeader.Types[tensors[target.Name].dtype].Name))
            tell?.Invoke($"{path}: {converted.Count()} tensors of {converted.Key} are converted to float32.");
    }

    private static bool IsCounter(string name) => name == Counter || name.EndsWith($".{Counter}", StringComparison.Ordinal);

    private static bool IsWeight(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    private static string? Fault(Tensor tensor) => !IsWeight(tensor.dtype) ? null
        : !tensor.isfinite().all().item<bool>() ? "has values that are not finite"
        : !tensor.to(ScalarType.Float32).isfinite().all().item<bool>() ? "has values beyond the range of float32"
        : null;
}
