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

            member _.Slope(objective, labels, targets, points) =
                classifier.Slope(objective, labels, targets, defence points)
        }

[<RequireQualifiedAccess>]
module Eot =

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

            member _.Slope(objective, labels, targets, points) =
                let call () =
                    classifier.Slope(objective, labels, targets, points)

                let add (struct (a: 'T, b: 'T, c: 'T)) (_: int) : struct ('T * 'T * 'T) =
                    let struct (x, y, z) = call ()
                    struct (a + x, b + y, c + z)

                let struct (logits, values, gradient) = List.fold add (call ()) [ 2..draws ]
                let share = 1.0 / float draws
                struct (logits .* share, values .* share, gradient .* share)
        }
