namespace Gan.Math.Losses

open System.Collections.Generic

[<RequireQualifiedAccess>]
module Loss =

    [<CompiledName("All")>]
    let all =
        [
            Minimax.loss
            NonSaturating.loss
            yield! LeastSquares.losses
            Hinge.loss
            Wasserstein.loss
            yield! Relativistic.losses
            yield! FGan.losses
        ]

    [<CompiledName("Named")>]
    let named = [ for loss in all -> loss.Name, loss ]

    [<CompiledName("Find")>]
    let find (name: string) =
        match List.tryFind (fun (loss: ILoss) -> loss.Name = name) all with
        | Some loss -> loss
        | None -> raise (KeyNotFoundException $"There is no loss {name}.")
