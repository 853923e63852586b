/// Laws of latents and of the ways between them.
module Gan.PropertyTests.LatentLaws

open System
open Xunit
open Gan.Math
open Gan.PropertyTests.Generators

[<Law>]
let ``the way between latents begins and ends at them, and keeps their length`` (seed: uint64) (Fraction mu) =
    let latent purpose =
        let key = Seeds.derive seed purpose 0UL
        let draws = Array.init 24 (fun i -> Seeds.normal key (uint64 i))
        let length = sqrt (Array.sumBy (fun v -> v * v) draws)
        draws |> Array.map (fun v -> 3.0 * v / length)

    let p, q = latent "p", latent "q"

    let far (a: float[]) (b: float[]) =
        Array.map2 (fun x y -> abs (x - y)) a b |> Array.max

    let on = Latents.interpolate mu p q

    far p (Latents.interpolate 0.0 p q) < 1e-12
    && far q (Latents.interpolate 1.0 p q) < 1e-12
    && abs (sqrt (Array.sumBy (fun v -> v * v) on) - 3.0) < 1e-9
    && far on (Latents.interpolate (1.0 - mu) q p) < 1e-9

[<Fact>]
let ``latents of one direction are joined by a straight line`` () =
    Assert.Equal<float[]>([| 2.5; 0.0 |], Latents.interpolate 0.25 [| 2.0; 0.0 |] [| 4.0; 0.0 |])
    Assert.Equal<float[]>([| 1.0; 0.5 |], Latents.interpolate 0.5 [| 0.0; 0.0 |] [| 2.0; 1.0 |])

    Assert.Throws<ArgumentException>(fun () -> Latents.interpolate 0.5 [| 1.0 |] [| 1.0; 2.0 |] |> ignore)
    |> ignore

[<Law>]
let ``latents of a component lie around its mean, as far as its deviation says`` (seed: uint64) (Fraction deviation) =
    let draws purpose =
        let key = Seeds.derive seed purpose 0UL
        Reference.create [ 6; 4 ] (Array.init 24 (fun i -> Seeds.normal key (uint64 i)))

    let mean, noise, offset = draws "mean", draws "noise", draws "offset"

    let near (a: Reference) (b: Reference) =
        Array.forall2 (fun x y -> abs (x - y) < 1e-12) a.Values b.Values

    near (Latents.ofMixture 0.0 mean noise) mean
    && near (Latents.ofMixture deviation mean noise - mean) (noise .* deviation)
    && near (Latents.ofMixture deviation (mean + offset) noise) (Latents.ofMixture deviation mean noise + offset)

[<Law>]
let ``a truncated latent lies on the way to its middle, and truncations multiply``
    (seed: uint64)
    (Fraction psi)
    (Fraction phi)
    =
    let draws purpose =
        let key = Seeds.derive seed purpose 0UL
        Reference.create [ 6; 4 ] (Array.init 24 (fun i -> Seeds.normal key (uint64 i)))

    let center, z = draws "center", draws "latents"

    let near (a: Reference) (b: Reference) =
        Array.forall2 (fun x y -> abs (x - y) < 1e-12) a.Values b.Values

    near (Latents.truncate 1.0 center z) z
    && near (Latents.truncate 0.0 center z) center
    && near (Latents.truncate psi center z - center) ((z - center) .* psi)
    && near (Latents.truncate phi center (Latents.truncate psi center z)) (Latents.truncate (psi * phi) center z)
