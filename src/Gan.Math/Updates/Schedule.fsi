namespace Gan.Math.Updates

/// <summary>
/// How a learning rate changes over a run, as a factor of the configured rate. Source: each case's own equation.
/// </summary>
type Schedule =
    /// <summary>1 throughout.</summary>
    | Constant
    /// <summary>A straight line from 1 to the final factor.</summary>
    | Linear of final: float
    /// <summary>Half a cosine from 1 to the final factor: Loshchilov and Hutter 2017, "SGDR", Eq. (5).</summary>
    | Cosine of final: float
    /// <summary>
    /// Half a cosine from 1/25 up to 1 over the first part of the run, and one down to the final factor: the idea of Smith
    /// and Topin 2018, "Super-Convergence", Sec. 2, in the two phases and with the ratio 25 that PyTorch's OneCycleLR has.
    /// </summary>
    | OneCycle of final: float * peak: float
    /// <summary>Times decay after every so many steps: He et al. 2016, Sec. 4.2.</summary>
    | StepDecay of decay: float * every: int64
    /// <summary>
    /// A straight line from the final factor up to 1 over the first part of the run, and one down again: one triangle of
    /// Smith 2017, "Cyclical Learning Rates", Sec. 3.
    /// </summary>
    | Cyclic of final: float * peak: float
    /// <summary>Times decay at each milestone, a part of the run: Zhang et al. 2019, "Theoretically Principled Trade-off", Sec. 5.</summary>
    | Piecewise of decay: float * milestones: float list

/// <summary>The name and numbers of a schedule in a configuration. Source: as <c>Schedule</c>.</summary>
type ScheduleConstants =
    {
        /// <summary>Factor at the end of the run, or the decay of a step or a milestone, in [0, 1].</summary>
        Final: float
        /// <summary>Where in the run one-cycle and cyclic are at their peak, in (0, 1).</summary>
        Peak: float
        /// <summary>Steps between two decays, at least 1.</summary>
        Every: int64
        /// <summary>Where in the run a piecewise rate decays, in (0, 1), ascending.</summary>
        Milestones: float list
    }

/// <summary>Schedules by value and by name. Source: as <c>Schedule</c>.</summary>
[<RequireQualifiedAccess>]
module Schedule =

    /// <summary>Every schedule with the name that configuration files use.</summary>
    val named: (string * (ScheduleConstants -> Schedule)) list

    /// <summary>The name of a schedule.</summary>
    val name: schedule: Schedule -> string

    /// <summary>A schedule's constants; those that it does not use are 0, 0.3, 1 and [0.5; 0.75].</summary>
    val constants: schedule: Schedule -> ScheduleConstants

    /// <summary>True if the factors change with the length of the run.</summary>
    val dependsOnTotal: schedule: Schedule -> bool

    /// <summary>
    /// The factor at step t, with s = (t - 1) / total of the run done: 1; 1 + (f - 1) s;
    /// f + (1 - f) (1 + cos(pi s)) / 2; the two halves of one-cycle; decay^floor((t - 1) / every);
    /// f + (1 - f) s / peak up to the peak, 1 + (f - 1) (s - peak) / (1 - peak) after it; decay^(milestones up to s).
    /// </summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="total">Steps of the run, at least 1.</param>
    /// <param name="step">t in 1..total.</param>
    /// <returns>A number in [0, 1].</returns>
    val factor: schedule: Schedule -> total: int64 -> step: int64 -> float
