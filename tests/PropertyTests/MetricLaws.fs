/// Laws of what evaluations report.
module Gan.PropertyTests.MetricLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math.Metrics
open Gan.PropertyTests.Generators

// k of n = 0 of 10, 5 of 10 and 81 of 263, the last from Newcombe 1998, Table I.
[<Fact>]
let ``the interval of a share has its published values`` () =
    let near (low: float) (high: float) (digits: int) k n =
        let struct (a, b) = Proportion.interval k n
        Assert.Equal(low, a, digits)
        Assert.Equal(high, b, digits)

    let z2 = 1.959963984540054 ** 2.0
    near 0.0 (z2 / (10.0 + z2)) 12 0 10
    near 0.2366 0.7634 4 5 10
    near 0.2553 0.3662 4 81 263

// The ends are where the share lies z standard deviations off: (p - q)^2 = z^2 q (1 - q) / n.
[<Law>]
let ``both ends of the interval solve Wilson's equation, hold the share, and mirror its complement's``
    (PositiveInt n)
    (NonNegativeInt pick)
    =
    let k = pick % (n + 1)
    let p = float k / float n
    let struct (low, high) = Proportion.interval k n
    let struct (otherLow, otherHigh) = Proportion.interval (n - k) n

    let off q =
        (p - q) ** 2.0 - 1.959963984540054 ** 2.0 * q * (1.0 - q) / float n

    all
        [
            near 1e-12 0.0 (off low)
            near 1e-12 0.0 (off high)
            (0.0 <= low && low <= p && p <= high && high <= 1.0) |> Prop.ofTestable
            near 1e-12 low (1.0 - otherHigh)
            near 1e-12 high (1.0 - otherLow)
            let struct (closerLow, closerHigh) = Proportion.interval (2 * k) (2 * n)
            (closerHigh - closerLow < high - low) |> Prop.ofTestable
        ]

[<Fact>]
let ``counts that cannot be are refused`` () =
    for k, n in [ 0, 0; -1, 5; 6, 5 ] do
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Proportion.interval k n |> ignore)
        |> ignore
