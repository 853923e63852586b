namespace Gan.Math

open System
open System.Text

[<RequireQualifiedAccess>]
module Seeds =

    let private golden = 0x9E3779B97F4A7C15UL

    let private mix (word: uint64) =
        let a = (word ^^^ (word >>> 30)) * 0xBF58476D1CE4E5B9UL
        let b = (a ^^^ (a >>> 27)) * 0x94D049BB133111EBUL
        b ^^^ (b >>> 31)

    let private fnv1a (text: string) =
        (0xCBF29CE484222325UL, Encoding.UTF8.GetBytes text)
        ||> Array.fold (fun hash octet -> (hash ^^^ uint64 octet) * 0x100000001B3UL)

    [<CompiledName("Derive")>]
    let derive (seed: uint64) (purpose: string) (index: uint64) =
        mix (mix (mix seed + fnv1a purpose) + index)

    [<CompiledName("Word")>]
    let word (key: uint64) (counter: uint64) = mix (key + (counter + 1UL) * golden)

    [<CompiledName("Uniform")>]
    let uniform (key: uint64) (counter: uint64) =
        float (word key counter >>> 11) * (1.0 / 9007199254740992.0)

    [<CompiledName("Normal")>]
    let normal (key: uint64) (counter: uint64) =
        let radius = Math.Sqrt(-2.0 * Math.Log(1.0 - uniform key (2UL * counter)))
        radius * Math.Cos(2.0 * Math.PI * uniform key (2UL * counter + 1UL))

    [<CompiledName("Permutation")>]
    let permutation (key: uint64) (count: int) =
        if count < 0 then
            raise (ArgumentOutOfRangeException(nameof count, count, "A permutation has a non-negative length."))

        let order = Array.init count id

        for last in count - 1 .. -1 .. 1 do
            let other = int (word key (uint64 last) % uint64 (last + 1))
            let held = order[last]
            order[last] <- order[other]
            order[other] <- held

        order
