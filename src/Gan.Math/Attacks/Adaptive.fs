namespace Gan.Math.Attacks

open System
open Gan.Math

[<RequireQualifiedAccess>]
module Bpda =

    let straightThrough (defence: 'T -> 'T) (classifier: IClassifier<'T>) =
        { new IClassifier<'T> with
            member _.Judge points = classifier.Judge(defence points)
            member _.Logits points = classifier.Logits(defence points)
            member _.Rounding = classifier.Rounding

            member _.Slopes(objective, labels, targets, points) =
                classifier.Slopes(objective, labels, targets, defence points)
        }

[<RequireQualifiedAccess>]
module Eot =

    [<CompiledName("Average")>]
    let average (draws: int) (classifier: IClassifier<'T>) =
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1)

        let mean (call: unit -> 'T) : 'T =
            let add (total: 'T) (_: int) : 'T = total + call ()
            List.fold add (call ()) [ 2..draws ] .* (1.0 / float draws)

        { new IClassifier<'T> with
            member _.Judge points =
                mean (fun () -> classifier.Judge points)

            member _.Rounding = classifier.Rounding

            member _.Logits points =
                mean (fun () -> classifier.Logits points)

            member _.Slopes(objective, labels, targets, points) =
                let call () =
                    classifier.Slopes(objective, labels, targets, points)

                let pair plus (struct (a: 'T, b: 'T)) (struct (x: 'T, y: 'T)) = struct (plus a x, plus b y)

                let add (struct (logits: 'T, slopes)) (_: int) =
                    let struct (more: 'T, others) = call ()
                    struct (logits + more, Array.map2 (pair (fun a b -> a + b)) slopes others)

                let struct (logits, slopes) = List.fold add (call ()) [ 2..draws ]
                let share = 1.0 / float draws
                struct (logits .* share, slopes |> Array.map (fun struct (a, b) -> struct (a .* share, b .* share)))
        }
