namespace Gan.Math.Updates

open System
open System.Runtime.CompilerServices
open Gan.Math

[<NoComparison>]
type Lookahead = { Every: int64; Follow: float }

[<Struct; NoComparison>]
type LookaheadStage =
    val private Follow: float
    val private IsFirst: bool
    val private IsDue: bool

    new(lookahead: Lookahead, step: int64) =
        if lookahead.Every < 1L then
            raise (
                ArgumentOutOfRangeException(
                    nameof lookahead,
                    lookahead.Every,
                    "Lookahead takes at least one fast step."
                )
            )

        {
            Follow = lookahead.Follow
            IsFirst = (step = 1L)
            IsDue = (step % lookahead.Every = 0L)
        }

    interface IStage with
        member _.SlotCount = 1
        member _.Direct(_, gradient, slots) = struct (gradient, slots)

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Finish(before, after, slots) =
            let slow = if this.IsFirst then before else slots.First

            if this.IsDue then
                let followed = slow + ((after - slow) .* this.Follow)
                struct (followed, { slots with First = followed })
            else
                struct (after, { slots with First = slow })
