// A loss of your own in ten lines, trained like those of the library. Run it with: dotnet run --project examples/NewLoss
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Training
open Gan.Torch.Native
open Gan.Torch.Training
open TorchSharp

/// J_D = (D(x) - 1)^2 + (D(G(z)) + 1)^2, J_G = D(G(z))^2: least squares with labels 1, -1 and 0 (Mao et al. 2017, Eq. (8)).
let loss =
    { new ILoss with
        member _.Name = "least-squares-around-zero"
        member _.Source = "Mao et al. 2017, Eq. (8)"
        member _.Traits = LossTraits.None
        member _.Discriminator(real_N, fake_N) = square (real_N +. -1.0) + square (fake_N +. 1.0)
        member _.Generator(_, fake_N) = square fake_N
    }

// Its slope by dual numbers, and its formula, come with it.
let slope =
    Dual.derivative (fun x -> loss.Generator(x, x)) (Reference.vector [ 0.5 ])

printfn $"dJ_G / dD at 0.5: {slope.Item}"

LibTorch.Load() |> ignore
torch.manual_seed 1L |> ignore

let linear (inputs: int64) (outputs: int64) =
    torch.nn.Linear(inputs, outputs) :> torch.nn.Module<torch.Tensor, torch.Tensor>

let network (inputs: int64) (outputs: int64) =
    torch.nn.Sequential(linear inputs 32L, torch.nn.ReLU(), linear 32L outputs)

let options =
    GanOptions(
        Game =
            { Game.ofLoss loss with
                Penalty = R1.penalty 0.5
            },
        Generator = Optimiser.adam 2e-3 0.5 0.999,
        Discriminator = Optimiser.adam 4e-3 0.5 0.999,
        BatchSize = 128,
        LatentSize = 2
    )

let trainer = new GanTrainer(network 2L 1L, network 1L 1L, options)

for _ in 1..1000 do
    use _ = torch.NewDisposeScope()
    let real = torch.randn(128L, 1L) * (0.5).ToScalar() + (3.0).ToScalar()
    trainer.Step real |> ignore

let samples = trainer.Sample 2000
printfn $"samples: mean {samples.mean().item<float32> ():F2}, deviation {samples.std().item<float32> ():F2}; data: 3.00, 0.50"
trainer.Dispose()
