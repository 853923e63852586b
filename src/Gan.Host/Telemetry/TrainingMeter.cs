using System.Diagnostics.Metrics;
using Gan.Torch.Training;

namespace Gan.Host.Telemetry;

/// <summary>Training as metrics of .NET, for whatever collects them: the Prometheus page, an OpenTelemetry collector,
/// dotnet-counters.</summary>
internal sealed class TrainingMeter : ITrainingListener, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "GanHybrid";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _steps;
    private readonly Counter<long> _samples;
    private readonly Histogram<double> _checkpoints;

    private volatile StepReport? _last;
    private long _done;
    private long _total;
    private int _batchSize;
    private int _waits;

    /// <summary>Creates the instruments.</summary>
    public TrainingMeter()
    {
        _steps = _meter.CreateCounter<long>("gan.training.steps", "{step}", "Steps completed by this process.");
        _samples = _meter.CreateCounter<long>("gan.training.samples", "{sample}", "Training samples seen by this process.");
        _checkpoints = _meter.CreateHistogram<double>("gan.checkpoint.duration", "s", "Time to write a checkpoint.");
        _meter.CreateObservableGauge("gan.training.step", () => Interlocked.Read(ref _done), "{step}", "Steps completed by the run.");
        _meter.CreateObservableGauge("gan.training.last_step", () => Interlocked.Read(ref _total), "{step}", "The experiment's last step.");
        _meter.CreateObservableGauge("gan.training.waiting", () => _waits, "1", "1 while training waits, else 0.");
        _meter.CreateObservableGauge("gan.training.epoch", () => OfLast(report => [new(report.Epoch)]), "{epoch}", "Passes over the data.");
        _meter.CreateObservableGauge("gan.training.rate", () =>
            OfLast(report => [new(report.SamplesPerSecond)]), "{sample}/s", "Training samples a second over the last report.");
        _meter.CreateObservableGauge("gan.training.loss", () => Of(Chart.Losses), "{nat}", "Losses of the last report, by measure.");
        _meter.CreateObservableGauge("gan.training.probability", () =>
            Of(Chart.Probabilities), "1", "Means of what the discriminator assigns, by measure.");
        _meter.CreateObservableGauge("gan.training.accuracy", () => Of(Chart.Accuracy), "1", "Shares classified correctly, by measure.");
        _meter.CreateObservableGauge("gan.training.distance", () =>
            Of(Chart.Distance), "1", "Distance of samples to training images, when it was last measured.");
        _meter.CreateObservableGauge("gan.process.memory", () => Environment.WorkingSet, "By", "Resident memory of the process.");
    }

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        _batchSize = start.Experiment.BatchSize;
        Interlocked.Exchange(ref _total, start.Total);
        Interlocked.Exchange(ref _done, start.First);
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        Interlocked.Exchange(ref _done, step);
        _steps.Add(1);
        _samples.Add(_batchSize);
        _last = report ?? _last;
    }

    /// <inheritdoc/>
    public void Saved(long step, TimeSpan took) => _checkpoints.Record(took.TotalSeconds);

    /// <inheritdoc/>
    public void Waiting(string? reason) => _waits = reason is null ? 0 : 1;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> OfLast(Func<StepReport, IEnumerable<Measurement<double>>> what) => _last is { } report
        ? what(report) : [];

    private IEnumerable<Measurement<double>> Of(Chart chart) => OfLast(report => report.Terms.Where(term => term.Measure.Chart == chart)
        .Select(term => new Measurement<double>(term.Value, new KeyValuePair<string, object?>("measure", term.Measure.Key))));
}
