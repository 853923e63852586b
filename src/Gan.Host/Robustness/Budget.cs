using System.Globalization;
using Gan.Experiments;
using Gan.Math.Attacks;

namespace Gan.Host.Robustness;

/// <summary>How far an attack may move an image, as the command line says it.</summary>
/// <param name="NormName">linf, l2 or l1.</param>
/// <param name="Radius">eps, pixels being in [0, 1].</param>
internal sealed record Budget(string NormName, double Radius)
{
    /// <summary>The core's ball.</summary>
    public Ball Ball => new(NormModule.Named.Single(norm => norm.Item1 == NormName).Item2, Radius);

    /// <summary>True if a text is a radius.</summary>
    public static bool IsRadius(string text) => Text.notNegative.Parse.Invoke(text) is not null;

    /// <summary>A budget in this norm with the radius of a text.</summary>
    public static Budget Of(string norm, string radius) => new(norm, Text.notNegative.Parse.Invoke(radius)!.Value);

    /// <summary>A budget in this norm with a part of the radius.</summary>
    public Budget Part(double part) => this with { Radius = Radius * part };

    /// <summary>Refuses a radius that no two images are apart.</summary>
    public void RequireWithin(long[] imageShape)
    {
        var largest = NormModule.Diameter(Ball.Norm, (int)imageShape.Aggregate((a, b) => a * b));
        if (Radius > largest)
            throw new GanError(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture,
                $"--eps = {Radius}: must be at most {largest:0.###}, the largest distance between two images in {NormName}."));
    }
}
