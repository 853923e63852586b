namespace Gan.Experiments

type Problem =
    {
        Key: string
        Value: string
        Requirement: string
    }

[<RequireQualifiedAccess>]
module Problem =

    let create (key: string) (value: string) (requirement: string) : Problem =
        {
            Key = key
            Value = value
            Requirement = requirement
        }

type OnResume =
    | Stays
    | MayChange
    | IsLength
    | IsPlace

type Declaration =
    {
        Key: string
        Requirement: string
        Default: string
        Sentence: string
        Since: string
        Before: string
        OnResume: OnResume
    }
