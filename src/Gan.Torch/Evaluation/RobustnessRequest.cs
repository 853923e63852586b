using System.Globalization;
using Gan.Math.Attacks;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Requirements on samples, labels and options of an evaluation.</summary>
internal static class RobustnessRequest
{
    /// <summary>Refuses samples and labels that do not fit each other.</summary>
    public static void Require(Tensor samples, Tensor labels)
    {
        if (samples.dim() < 2)
            throw new InvalidRequestException($"Samples have to be [N, ...], one row or image each: these are [{Axes(samples)}].");
        if (samples.shape[0] == 0 || samples.numel() == 0)
            throw new InvalidRequestException($"There are no samples: the tensor is [{Axes(samples)}].");
        if (!samples.is_floating_point())
            throw new InvalidRequestException($"Samples have to be floating-point numbers in [0, 1]: these are {samples.dtype}; divide "
                + $"bytes by 255.");
        if (labels.dim() != 1 || labels.shape[0] != samples.shape[0])
            throw new InvalidRequestException($"Labels have to be [{samples.shape[0]}], the class of each sample: these are "
                + $"[{Axes(labels)}].");
        if (!labels.is_integral())
            throw new InvalidRequestException($"Labels have to be whole numbers: these are {labels.dtype}.");
        using var scope = NewDisposeScope();
        var values = samples.detach().to(ScalarType.Float64).cpu();
        if (!values.isfinite().all().item<bool>())
            throw new InvalidRequestException("Samples have to be numbers in [0, 1]: some are NaN or infinite.");
        if (UnitInterval.Outside(samples.detach()) is { } range)
            throw new InvalidRequestException($"Samples have to lie in [0, 1], as a budget is in that unit: these run from {range}. Put "
                + $"the scaling into the classifier.");
    }

    /// <summary>Refuses options that cannot be, and finds the attacks.</summary>
    public static Ensemble Require(RobustnessOptions options, Tensor samples)
    {
        var largest = NormModule.Diameter(options.Norm, (int)(samples.numel() / samples.shape[0]));
        if (!(options.Radius >= 0 && options.Radius <= largest))
            throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture,
                $"Radius = {options.Radius}: must be from 0 to {largest:0.###}, the largest distance between two samples in "
                    + $"{options.Norm}."));
        if (options.Workers < 1)
            throw new InvalidRequestException($"Workers = {options.Workers}: must be at least 1.");
        if (options.BatchSize < 1)
            throw new InvalidRequestException($"BatchSize = {options.BatchSize}: must be at least 1.");
        if (options.Attacks is { Count: 0 })
            throw new InvalidRequestException("Attacks is empty: leave it out for those of Attack, or name at least one.");
        try
        {
            return Gan.Math.Attacks.Attack.Find(options.Attacks is null ? options.Attack : "standard");
        }
        catch (KeyNotFoundException cause)
        {
            var names = Gan.Math.Attacks.Attack.Ensembles.Select(ensemble => ensemble.Name)
                .Concat(Gan.Math.Attacks.Attack.All.Select(attack => attack.Name));
            throw new InvalidRequestException($"Attack = {options.Attack}: must be one of {string.Join(", ", names)}.", cause);
        }
    }

    /// <summary>Refuses classes that the classifier does not have.</summary>
    public static void Require(int[] labels, int classes)
    {
        var (least, most) = (labels.Min(), labels.Max());
        if (least < 0 || most >= classes)
            throw new InvalidRequestException($"Labels have to run from 0 to {classes - 1}, as the classifier has {classes} outputs: "
                + $"these run from {least} to {most}.");
    }

    /// <summary>Copies of samples and labels, as evaluations take them.</summary>
    public static TestSet TestSet(Tensor samples, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var classes = labels.to(ScalarType.Int64).cpu();
        return new(UnitInterval.Within(samples.detach().to(ScalarType.Float32).cpu().contiguous()).DetachFromDisposeScope(),
            [.. classes.data<long>().ToArray().Select(label => (int)long.Clamp(label, int.MinValue, int.MaxValue))]);
    }

    /// <summary>A shape as text.</summary>
    public static string Axes(Tensor tensor) => string.Join(", ", tensor.shape);
}
