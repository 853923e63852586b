namespace Gan.Experiments

/// <summary>One thing that is wrong with a configuration.</summary>
type Problem =
    {
        /// <summary>The setting, such as Training:BatchSize.</summary>
        Key: string

        /// <summary>The offending text, or "missing".</summary>
        Value: string

        /// <summary>The requirement on the value, as in "a whole number from 2 to 65536".</summary>
        Requirement: string
    }

/// <summary>Problems of configurations.</summary>
[<RequireQualifiedAccess>]
module Problem =

    /// <summary>A setting, its offending text, and what that has to be.</summary>
    val create: key: string -> value: string -> requirement: string -> Problem

/// <summary>The rule for a setting when a run goes on.</summary>
type OnResume =
    /// <summary>It stays: with another value it would be another experiment.</summary>
    | Stays
    /// <summary>It may change: it computes nothing of the run.</summary>
    | MayChange
    /// <summary>It is the run's length, and may change unless something is stretched over the whole run.</summary>
    | IsLength
    /// <summary>It is where something lies, and may change: what lies there is held against what the run began with.</summary>
    | IsPlace

/// <summary>All that there is to say of one setting, in one place.</summary>
type Declaration =
    {
        /// <summary>Section and name, such as Training:BatchSize.</summary>
        Key: string
        /// <summary>The requirement on its value.</summary>
        Requirement: string
        /// <summary>The text that stands for it where nobody sets it.</summary>
        Default: string
        /// <summary>Its purpose, in one sentence.</summary>
        Sentence: string
        /// <summary>The version that it came with.</summary>
        Since: string
        /// <summary>The meaning of a run without it: the text that is read in its place from a run directory that lacks it.</summary>
        Before: string
        /// <summary>The rule for it when a run goes on.</summary>
        OnResume: OnResume
    }
