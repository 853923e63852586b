namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module internal AverageSettings =

    let read (section: string) =
        setting {
            let! halfLife = Setting.notNegative $"{section}:AverageHalfLife"
            and! rampUp = Setting.positive $"{section}:AverageRampUp"
            return { HalfLife = halfLife; RampUp = rampUp }
        }

    let print (section: string) (average: Average) =
        [
            $"{section}:AverageHalfLife", Setting.text average.HalfLife
            $"{section}:AverageRampUp", Setting.text average.RampUp
        ]
