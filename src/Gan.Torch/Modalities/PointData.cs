using Gan.Math.Theory;

namespace Gan.Torch.Modalities;

/// <summary>Points of the plane drawn from a mixture.</summary>
/// <param name="name">As settings have it.</param>
/// <param name="source">Authors and year.</param>
/// <param name="density">The mixture.</param>
public sealed class PointData(string name, string source, GaussianMixture density) : DataSet
{
    /// <summary>Eight Gaussians on a circle.</summary>
    public static PointData Ring { get; } = new("ring", "Metz et al. 2017, Sec. 3.3", GaussianMixtureModule.Ring);

    /// <summary>Twenty-five Gaussians on a grid.</summary>
    public static PointData Grid { get; } = new("grid", "Lin et al. 2018, Sec. 4.1", GaussianMixtureModule.Grid);

    /// <summary>Gaussians along a spiral.</summary>
    public static PointData Spiral { get; } = new("spiral", "this library", GaussianMixtureModule.Spiral);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Source => source;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [2];

    /// <inheritdoc/>
    public override int Classes => 0;

    /// <inheritdoc/>
    public override bool IsDrawn => true;

    /// <inheritdoc/>
    public override GaussianMixture Density => density;

    /// <inheritdoc/>
    public override IDataSource Training(string root, int count, ulong seed) => new MixturePoints(density, count, seed);
}
