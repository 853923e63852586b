namespace Gan.Math.Attacks

open System.Collections.Generic

[<NoComparison; NoEquality>]
type Ensemble =
    {
        Name: string
        Source: string
        Draws: int
        Members: Norm -> IAttack list
    }

    member this.Attacks(norm: Norm) = this.Members norm

[<RequireQualifiedAccess>]
module Attack =

    let private steps, private queries = 100, 5000

    [<CompiledName("All")>]
    let all =
        [
            Fgsm.attack
            Bim.attack
            MiFgsm.attack
            Pgd.pgd
            Pgd.onMargin
            CarliniWagner.attack
                {
                    Searches = 9
                    Steps = 200
                    Rate = 0.01
                    FirstWeight = 1e-3
                }
            DeepFool.attack 50
            AutoPgd.onCrossEntropy steps 1
            AutoPgd.onDlr steps 1
            AutoPgd.targeted steps 9
            Fab.attack steps 5
            Fab.targeted steps 9
            Square.attack queries 1
        ]

    let private standard (norm: Norm) =
        let restarts, targets = if norm = L1 then 5, 5 else 1, 9

        [
            AutoPgd.onCrossEntropy steps restarts
            AutoPgd.targeted steps targets
            Fab.targeted steps 9
            Square.attack queries 1
        ]

    [<CompiledName("Ensembles")>]
    let ensembles =
        [
            {
                Name = "standard"
                Source = "Croce and Hein 2020, Sec. 5; 2021, Sec. 6"
                Draws = 1
                Members = standard
            }
            {
                Name = "rand"
                Source = "Croce and Hein 2020, Sec. 6"
                Draws = 20
                Members = fun _ -> [ AutoPgd.onCrossEntropy steps 1; AutoPgd.onDlr steps 1 ]
            }
        ]

    [<CompiledName("Find")>]
    let find (name: string) =
        let single (attack: IAttack) =
            {
                Name = attack.Name
                Source = attack.Source
                Draws = 1
                Members = fun _ -> [ attack ]
            }

        match List.tryFind (fun (known: Ensemble) -> known.Name = name) (ensembles @ List.map single all) with
        | Some ensemble -> ensemble
        | None -> raise (KeyNotFoundException $"There is no attack {name}.")
