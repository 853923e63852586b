// Trains a GAN of your own networks on data of your own, with any loss, penalty, update rule and turn of Gan.Math. Here points on a circle.
// Run it with: dotnet run --project examples/TrainYourGan
using Gan.Math.Losses;
using Gan.Math.Penalties;
using Gan.Math.Training;
using Gan.Torch.Native;
using Gan.Torch.Training;
using static TorchSharp.torch;

LibTorch.Load();
const int Batch = 256, Steps = 1000;
var usual = GameModule.Of(Hinge.Loss);
var game = new Game(usual.Loss, R1.Penalty(1), usual.PenaltyEvery, usual.Turn, usual.NoiseDeviation, usual.NoiseSteps, usual.Augmentations);
var options = new GanOptions
{
    Game = game,
    Generator = OptimiserModule.Adam(1e-3, 0.5, 0.999),
    Discriminator = OptimiserModule.Adam(2e-3, 0.5, 0.999),
    BatchSize = Batch,
    LatentSize = 4,
    Seed = 1,
};

manual_seed(1);
var generator = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2));
var discriminator = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1));
using var trainer = new GanTrainer(generator, discriminator, options);
for (var step = 1; step <= Steps; step++)
{
    using var scope = NewDisposeScope();
    var terms = trainer.Step(OnCircle(Batch));
    if (step % 500 == 0)
        Console.WriteLine($"step {step}: {string.Join(", ", terms.Select(term => $"{term.Measure.Symbol} {term.Value:0.000}"))}");
}

using var samples = trainer.Sample(1000);
using var radii = samples.pow(2).sum(1).sqrt();
Console.WriteLine($"radius of samples: {radii.mean().item<float>():0.00} +- {radii.std().item<float>():0.00}; of the data: 2.00 +- 0.05");

static Tensor OnCircle(int count)
{
    var angle = rand(count) * 2 * Math.PI;
    return stack([angle.cos(), angle.sin()], 1) * (2 + 0.05 * randn(count, 1));
}
