using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.ModelFiles;

/// <summary>Copies tensors from a safetensors file into existing ones of the same names, shapes and types.</summary>
internal static class WeightsLoader
{
    private const int MostNamed = 5;

    /// <summary>All or nothing: nothing is copied if a tensor is missing, surplus or misshapen.</summary>
    /// <exception cref="ModelFileException">The file cannot be read or does not fit.</exception>
    public static void Load(IReadOnlyList<(string Name, Tensor Value)> targets, string path)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var tensors = Read(path, scope);
        RequireFit(targets, tensors, path, (found, wanted) => found == wanted);
        foreach (var (name, value) in targets)
            value.copy_(tensors[name]);
    }

    /// <summary>Every tensor of a file, by name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scope">Owns the tensors; the caller does if there is none.</param>
    /// <exception cref="ModelFileException">It cannot be read.</exception>
    public static Dictionary<string, Tensor> Read(string path, DisposeScope? scope = null)
    {
        try
        {
            var tensors = SafetensorsFile.Read(path);
            if (scope is not null)
                foreach (var tensor in tensors.Values)
                    tensor.MoveToOtherDisposeScope(scope);
            return tensors;
        }
        catch (InvalidDataException cause)
        {
            throw new ModelFileException($"Cannot read {path}: {cause.Message}.", cause);
        }
    }

    /// <summary>Refuses tensors that are missing, surplus, misshapen or of types that are not taken.</summary>
    /// <param name="targets">Names, shapes and types that are wanted.</param>
    /// <param name="tensors">What was found.</param>
    /// <param name="path">Where it was found.</param>
    /// <param name="takes">Whether a type that was found is taken for one that is wanted.</param>
    /// <exception cref="ModelFileException">There is such a tensor.</exception>
    public static void RequireFit(IReadOnlyList<(string Name, Tensor Value)> targets, IReadOnlyDictionary<string, Tensor> tensors,
        string path, Func<ScalarType, ScalarType, bool> takes)
    {
        var pairs = targets.Where(target => tensors.ContainsKey(target.Name))
            .Select(target => (target.Name, Found: tensors[target.Name], Wanted: target.Value)).ToArray();
        Refuse($"{path} does not fit the network",
        [
            .. targets.Where(target => !tensors.ContainsKey(target.Name)).Select(target => $"{target.Name} is missing"),
            .. tensors.Keys.Except(targets.Select(target => target.Name))
                .Select(name => $"{SafetensorsHeader.Shown(name)} is not expected"),
            .. pairs.Where(pair => !pair.Found.shape.SequenceEqual(pair.Wanted.shape)).Select(pair =>
                $"{pair.Name} has shape {SafetensorsHeader.Axes(pair.Found.shape)} instead of {SafetensorsHeader.Axes(pair.Wanted.shape)}"),
            .. pairs.Where(pair => !takes(pair.Found.dtype, pair.Wanted.dtype))
                .Select(pair => $"{pair.Name} has type {pair.Found.dtype} instead of {pair.Wanted.dtype}"),
        ]);
    }

    /// <summary>Refuses if there are problems, of which the first few are named.</summary>
    /// <param name="fault">What they mean.</param>
    /// <param name="problems">One clause each.</param>
    /// <exception cref="ModelFileException">There are some.</exception>
    public static void Refuse(string fault, IReadOnlyCollection<string> problems)
    {
        if (problems.Count > 0)
            throw new ModelFileException($"{fault}: {string.Join("; ", problems.Take(MostNamed))}"
                + (problems.Count > MostNamed ? $"; and {problems.Count - MostNamed} more." : "."));
    }
}
