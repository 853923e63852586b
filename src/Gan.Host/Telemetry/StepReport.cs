using System.Text.Json.Serialization;

namespace Gan.Host.Telemetry;

/// <summary>What one line of metrics.jsonl says: the state of the game at one step.</summary>
/// <param name="Step">Completed steps.</param>
/// <param name="Epoch">Passes over the data, with fraction.</param>
/// <param name="DiscriminatorLoss">Mean of J_D over the step's last batch, in nats.</param>
/// <param name="GeneratorLoss">Mean of J_G over the step's batch, in nats.</param>
/// <param name="RealProbability">Mean D(x), in [0, 1].</param>
/// <param name="FakeProbability">Mean D(G(z)), in [0, 1], before the discriminator's update.</param>
/// <param name="SamplesPerSecond">Training samples per second since the report before.</param>
internal sealed record StepReport(
    [property: JsonPropertyName("step")] long Step,
    [property: JsonPropertyName("epoch")] double Epoch,
    [property: JsonPropertyName("loss_discriminator")] double DiscriminatorLoss,
    [property: JsonPropertyName("loss_generator")] double GeneratorLoss,
    [property: JsonPropertyName("d_real")] double RealProbability,
    [property: JsonPropertyName("d_fake")] double FakeProbability,
    [property: JsonPropertyName("samples_per_second")] double SamplesPerSecond);
