namespace Gan.Math

open System

/// The functions that a formula is made of, beside arithmetic.
type internal Function =
    | Exponential
    | Logarithm
    | Sigmoid
    | Softplus
    | Maximum
    | Heaviside
    | Sum
    | Mean
    | SumPerSample
    | LogSumExpPerSample
    | Named of unicode: string * latex: string

[<RequireQualifiedAccess>]
module internal Function =

    /// The function's value in an interpretation.
    let apply (f: Function) (arguments: 'T list) : 'T :> ITensor<'T> =
        match f, arguments with
        | Exponential, [ x ] -> 'T.Exponential x
        | Logarithm, [ x ] -> 'T.Logarithm x
        | Sigmoid, [ x ] -> 'T.Sigmoid x
        | Softplus, [ x ] -> 'T.Softplus x
        | Maximum, [ x; y ] -> 'T.Maximum(x, y)
        | Heaviside, [ x ] -> 'T.Heaviside x
        | Sum, [ x ] -> 'T.Sum x
        | Mean, [ x ] -> 'T.Mean x
        | SumPerSample, [ x ] -> 'T.SumPerSample x
        | LogSumExpPerSample, [ x ] -> 'T.LogSumExpPerSample x
        | Named(name, _), _ -> raise (NotSupportedException $"{name} is a name only and has no value.")
        | _ -> invalidArg (nameof arguments) $"%A{f} does not take %d{arguments.Length} arguments."

    /// The function's name in Unicode and in LaTeX.
    let name (f: Function) =
        match f with
        | Exponential -> "exp", @"\exp"
        | Logarithm -> "log", @"\log"
        | Sigmoid -> "σ", @"\sigma"
        | Softplus -> "softplus", @"\operatorname{softplus}"
        | Maximum -> "max", @"\max"
        | Heaviside -> "H", "H"
        | Sum -> "Σ", @"\textstyle\sum"
        | Mean -> "mean", @"\operatorname{mean}"
        | SumPerSample -> "Σₚ", @"\textstyle\sum_p"
        | LogSumExpPerSample -> "logΣexp", @"\operatorname{logsumexp}"
        | Named(unicode, latex) -> unicode, latex
