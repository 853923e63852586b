namespace Gan.Math.Experiments

open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal UpdateSettings =

    let private schedule (section: string) =
        setting {
            let! schedule = Setting.oneOf $"{section}:Schedule" Schedule.named

            and! final =
                Setting.real $"{section}:ScheduleFinal" "a number from 0 to 1" (fun x -> 0.0 <= x && x <= 1.0)

            and! peak =
                Setting.real $"{section}:SchedulePeak" "a number between 0 and 1" (fun x -> 0.0 < x && x < 1.0)

            and! every = Setting.wholeNumber $"{section}:ScheduleEvery" 1L 1_000_000_000L

            and! milestones =
                Setting.ascending
                    $"{section}:ScheduleMilestones"
                    "ascending numbers between 0 and 1, with blanks between them"
                    (fun x -> 0.0 < x && x < 1.0)

            return
                schedule
                    {
                        Final = final
                        Peak = peak
                        Every = every
                        Milestones = milestones
                    }
        }

    let private readUnchecked (section: string) =
        setting {
            let! algorithm = Setting.oneOf $"{section}:Update" NetworkUpdate.algorithms
            and! rate = Setting.positive $"{section}:LearningRate"
            and! schedule = schedule section
            and! beta1 = Setting.decay $"{section}:Beta1"
            and! beta2 = Setting.decay $"{section}:Beta2"
            // Below, 32-bit floats lose it, and Adam divides zero by zero.
            and! epsilon =
                Setting.real $"{section}:Epsilon" "a number from 1e-30 up" (fun x -> x >= 1e-30)

            and! momentum =
                Setting.real $"{section}:Momentum" "a number between -1 and 1" (fun x -> -1.0 < x && x < 1.0)

            and! dampening =
                Setting.real $"{section}:Dampening" "a number from 0, less than 1" (fun x -> 0.0 <= x && x < 1.0)

            and! weightDecay = Setting.notNegative $"{section}:WeightDecay"
            and! clipValue = Setting.notNegative $"{section}:ClipValue"
            and! clipNorm = Setting.notNegative $"{section}:ClipNorm"
            and! clipWeights = Setting.notNegative $"{section}:ClipWeights"

            and! lookaheadEvery =
                Setting.wholeNumber $"{section}:LookaheadEvery" 0L 1_000_000_000L

            and! lookaheadFollow =
                Setting.real $"{section}:LookaheadFollow" "a number greater than 0, at most 1" (fun x ->
                    0.0 < x && x <= 1.0)

            return
                {
                    Algorithm = algorithm
                    LearningRate = rate
                    Schedule = schedule
                    Beta1 = beta1
                    Beta2 = beta2
                    Epsilon = epsilon
                    Momentum = momentum
                    Dampening = dampening
                    WeightDecay = weightDecay
                    ClipValue = clipValue
                    ClipNorm = clipNorm
                    ClipWeights = clipWeights
                    LookaheadEvery = lookaheadEvery
                    LookaheadFollow = lookaheadFollow
                }
        }

    // What would stand still without a word, or mean nothing.
    let private sensible (section: string) (update: NetworkUpdate) =
        [
            match update.Schedule with
            | StepDecay(0.0, _)
            | Piecewise(0.0, _) ->
                {
                    Key = $"{section}:ScheduleFinal"
                    Value = "0"
                    Requirement =
                        $"greater than 0 with Schedule = {Schedule.name update.Schedule}: it is the factor of every decay"
                }
            | _ -> ()
            if update.Algorithm = Nesterov && update.Dampening > 0.0 then
                {
                    Key = $"{section}:Dampening"
                    Value = Setting.text update.Dampening
                    Requirement = "0 with Update = nesterov: its look-ahead is that of the undampened sum"
                }
            if update.Algorithm = CentredRmsProp && update.Beta2 = 0.0 then
                {
                    Key = $"{section}:Beta2"
                    Value = "0"
                    Requirement = "greater than 0 with Update = rmsprop-centred: nothing would be left under the root"
                }
        ]

    let read (section: string) =
        readUnchecked section |> Setting.check (sensible section)

    let print (section: string) (update: NetworkUpdate) =
        let schedule = Schedule.constants update.Schedule

        [
            "Update", Setting.name NetworkUpdate.algorithms update.Algorithm
            "LearningRate", Setting.text update.LearningRate
            "Schedule", Schedule.name update.Schedule
            "ScheduleFinal", Setting.text schedule.Final
            "SchedulePeak", Setting.text schedule.Peak
            "ScheduleEvery", string schedule.Every
            "ScheduleMilestones", schedule.Milestones |> List.map Setting.text |> String.concat " "
            "Beta1", Setting.text update.Beta1
            "Beta2", Setting.text update.Beta2
            "Epsilon", Setting.text update.Epsilon
            "Momentum", Setting.text update.Momentum
            "Dampening", Setting.text update.Dampening
            "WeightDecay", Setting.text update.WeightDecay
            "ClipValue", Setting.text update.ClipValue
            "ClipNorm", Setting.text update.ClipNorm
            "ClipWeights", Setting.text update.ClipWeights
            "LookaheadEvery", string update.LookaheadEvery
            "LookaheadFollow", Setting.text update.LookaheadFollow
        ]
        |> List.map (fun (key, value) -> $"{section}:{key}", value)
