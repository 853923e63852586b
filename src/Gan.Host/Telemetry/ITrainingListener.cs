using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Torch.Modalities;

namespace Gan.Host.Telemetry;

/// <summary>The facts that training begins with.</summary>
/// <param name="Run">Its directory.</param>
/// <param name="Experiment">What it computes.</param>
/// <param name="First">Steps that were done before.</param>
/// <param name="Total">The experiment's last step.</param>
/// <param name="Device">Where it computes.</param>
internal sealed record TrainingStart(RunDirectory Run, Experiment Experiment, long First, long Total, string Device);

/// <summary>How training ended.</summary>
/// <param name="State">Finished, stopped or failed.</param>
/// <param name="Step">Completed steps.</param>
/// <param name="Message">Why it failed; null if it did not.</param>
internal sealed record TrainingEnd(RunState State, long Step, string? Message);

/// <summary>
/// Watches training: told of everything that happens to it, in order, on its thread. What takes long belongs elsewhere.
/// </summary>
internal interface ITrainingListener
{
    /// <summary>This process holds a run; its data are loaded next.</summary>
    /// <param name="run">Its directory.</param>
    /// <param name="first">Steps that were done before.</param>
    /// <param name="device">Where it will compute.</param>
    void Prepare(RunDirectory run, long first, string device) { }

    /// <summary>The data to train on was opened.</summary>
    /// <param name="found">What was found where it lies.</param>
    void Opened(DataFound found) { }

    /// <summary>Something was found that is not as it should be, and that training goes on without.</summary>
    void Warn(string what) { }

    /// <summary>The first step comes next.</summary>
    void Begin(TrainingStart start) { }

    /// <summary>A step was completed.</summary>
    /// <param name="step">Completed steps.</param>
    /// <param name="report">What it measured, where it reports.</param>
    void Step(long step, StepReport? report) { }

    /// <summary>It was time for pictures.</summary>
    /// <param name="step">Completed steps.</param>
    /// <param name="sample">The file with what is made after them; null where nothing is made to be seen.</param>
    void Drawn(long step, string? sample) { }

    /// <summary>A checkpoint is written next: what came before it has to outlast a power cut as it will.</summary>
    void Saving() { }

    /// <summary>A checkpoint of a step is on disk.</summary>
    /// <param name="step">Completed steps.</param>
    /// <param name="took">Time that writing took.</param>
    void Saved(long step, TimeSpan took) { }

    /// <summary>Training waits, and says so every second; null once it goes on.</summary>
    void Waiting(string? reason) { }

    /// <summary>There are no further steps; after a failure, perhaps there were none.</summary>
    void End(TrainingEnd end) { }
}
