namespace Gan.Torch.Training;

/// <summary>Where a measure is drawn, and how exactly it is printed.</summary>
public enum Chart
{
    /// <summary>In nats.</summary>
    Losses,

    /// <summary>Means of D, in [0, 1].</summary>
    Probabilities,

    /// <summary>Share of samples classified correctly, in [0, 1].</summary>
    Accuracy,

    /// <summary>Of samples to training images, in the units of the features.</summary>
    Distance,
}

/// <summary>Names of charts.</summary>
internal static class Charts
{
    /// <summary>A chart's title.</summary>
    public static string Title(this Chart chart) => chart switch
    {
        Chart.Losses => "Losses",
        Chart.Probabilities => "Probability that D assigns",
        Chart.Distance => "Distance of samples to training images",
        Chart.Accuracy => "Share classified correctly",
        _ => throw new ArgumentOutOfRangeException(nameof(chart)),
    };
}

/// <summary>A number that steps report.</summary>
/// <param name="Key">Its name in metrics.jsonl.</param>
/// <param name="Symbol">Its name on a line.</param>
/// <param name="Legend">Its name in a plot.</param>
/// <param name="Chart">Its plot.</param>
public sealed record Measure(string Key, string Symbol, string Legend, Chart Chart)
{
    /// <summary>Mean of J_D over the step's last batch.</summary>
    public static readonly Measure DiscriminatorLoss = new("loss_discriminator", "J_D", "discriminator", Chart.Losses);

    /// <summary>Mean of J_G over the step's batch.</summary>
    public static readonly Measure GeneratorLoss = new("loss_generator", "J_G", "generator", Chart.Losses);

    /// <summary>Mean D(x).</summary>
    public static readonly Measure RealProbability = new("d_real", "D(x)", "D(x), real", Chart.Probabilities);

    /// <summary>Mean D(G(z)), before the discriminator's update.</summary>
    public static readonly Measure FakeProbability = new("d_fake", "D(G(z))", "D(G(z)), generated", Chart.Probabilities);

    /// <summary>Mean cross-entropy of a classifier over the step's batch, before its update.</summary>
    public static readonly Measure ClassifierLoss = new("loss_classifier", "J", "classifier", Chart.Losses);

    /// <summary>Share of the step's batch that was classified correctly, before the update.</summary>
    public static readonly Measure BatchAccuracy = new("accuracy_batch", "accuracy", "training batch", Chart.Accuracy);

    /// <summary>Share of the step's batch that was classified correctly under the attack in the loop.</summary>
    public static readonly Measure AdversarialAccuracy =
        new("accuracy_adversarial", "under attack", "training batch under attack", Chart.Accuracy);

    /// <summary>Mean loss of a learned attacker over the step's batch: minus the classifier's cross-entropy, before its update.</summary>
    public static readonly Measure AttackerLoss = new("loss_attacker", "J_A", "attacker", Chart.Losses);

    /// <summary>Share of the held-out images that are classified correctly.</summary>
    public static readonly Measure ValidationAccuracy = new("accuracy_validation", "held out", "held out", Chart.Accuracy);

    /// <summary>Share of them that the validation's attack leaves.</summary>
    public static readonly Measure ValidationRobustAccuracy =
        new("accuracy_validation_attacked", "held out under attack", "held out under attack", Chart.Accuracy);

    /// <summary>Frechet distance of samples to training images.</summary>
    public static readonly Measure FrechetDistance = new("frechet_distance", "distance", "Frechet distance", Chart.Distance);

    /// <summary>Mean distance of a generated sample to the nearest of some others, at steps whose health is looked at.</summary>
    public static readonly Measure FakeApart = new("apart_fake", "apart, G(z)", "generated samples apart", Chart.Distance)
    {
        IsReported =
        false
    };

    /// <summary>Mean distance of a real sample to the nearest of some others.</summary>
    public static readonly Measure RealApart = new("apart_real", "apart, x", "real samples apart", Chart.Distance) { IsReported = false };

    /// <summary>True if reports have it; what is not reported is looked at by the training's health alone.</summary>
    public bool IsReported { get; init; } = true;

    /// <summary>All that reports have.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        DiscriminatorLoss, GeneratorLoss, RealProbability, FakeProbability, ClassifierLoss, AttackerLoss, BatchAccuracy,
            AdversarialAccuracy, ValidationAccuracy, ValidationRobustAccuracy, FrechetDistance,
    ];

    private static readonly Dictionary<Measure, int> Indices =
        ((IEnumerable<Measure>)[.. All, FakeApart, RealApart]).Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    /// <summary>A measure's place among all.</summary>
    public static int IndexOf(Measure measure) => Indices[measure];
}

/// <summary>A measure's value at one step.</summary>
public readonly record struct Term(Measure Measure, double Value);
