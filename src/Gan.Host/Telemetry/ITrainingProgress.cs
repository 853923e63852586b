namespace Gan.Host.Telemetry;

/// <summary>Shows a run's progress while it lasts.</summary>
internal interface ITrainingProgress
{
    /// <summary>Runs the training, which hands over the completed steps and, at times, a report.</summary>
    void Show(long first, long total, Action<Action<long, StepReport?>> training);
}
