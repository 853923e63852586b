namespace Gan.Experiments

open Gan.Math.Training
open Gan.Math.Updates

/// Settings of a learning rate's schedule, in the section of its network.
[<RequireQualifiedAccess>]
module internal Schedules =

    /// The schedule of the network of a section.
    let ofSection (section: string) : Codec<Schedule, Schedule> =
        let constants = (Schedule.constants: Schedule -> ScheduleConstants)
        let unused = constants Constant

        codec {
            let! make =
                Codec.setting
                    $"{section}:Schedule"
                    (Text.named fst [ for name, make in Schedule.named -> name, (name, make) ])
                    ("constant", snd Schedule.named.Head)
                    "How the learning rate changes over the run: a factor that starts at 1 unless the schedule warms up."
                |> Codec.by (fun schedule -> Schedule.name schedule, fun _ -> schedule)

            and! final =
                Codec.setting
                    $"{section}:ScheduleFinal"
                    Text.share
                    unused.Final
                    "Factor at the end; of step and piecewise the factor of every decay."
                |> Codec.by (constants >> _.Final)

            and! peak =
                Codec.setting
                    $"{section}:SchedulePeak"
                    (Text.real "a number between 0 and 1" (fun x -> 0.0 < x && x < 1.0))
                    unused.Peak
                    "Part of the run after which one-cycle and cyclic are at their highest."
                |> Codec.by (constants >> _.Peak)

            and! every =
                Codec.setting
                    $"{section}:ScheduleEvery"
                    (Text.whole 1L 1_000_000_000L)
                    unused.Every
                    "Steps from one decay to the next of step."
                |> Codec.by (constants >> _.Every)

            and! milestones =
                Codec.setting
                    $"{section}:ScheduleMilestones"
                    (Text.ascending "ascending numbers between 0 and 1, with blanks between them" (fun x ->
                        0.0 < x && x < 1.0))
                    unused.Milestones
                    "Parts of the run after which piecewise decays."
                |> Codec.by (constants >> _.Milestones)

            return
                (snd make)
                    {
                        Final = final
                        Peak = peak
                        Every = every
                        Milestones = milestones
                    }
        }
