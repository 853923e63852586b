// A GAN on one-dimensional Gaussians, on TorchSharp tensors with autograd: what a user of the package writes.
// TorchTensor.cs, with Numbers.cs, is the host's file that makes a tensor an interpretation of the core's algebra.
using System.Runtime.InteropServices;
using Gan.Host.Tensors;
using Gan.Math;
using Gan.Math.CSharp;
using Gan.Math.Losses;
using Gan.Math.Updates;
using TorchSharp;
using static TorchSharp.torch;

// Where libtorch lies is the user's own business: here, files to load in this order.
foreach (var library in (Environment.GetEnvironmentVariable("CONSUMER_LIBRARIES") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
    NativeLibrary.Load(library);

const double WantedMean = 3, WantedDeviation = 0.5;
const int Batch = 64, Steps = 1500;

var adam = UpdateRule.NewAdam(new Adam(0.5, 0.9, 1e-8));
var penalty = Penalty.NewR1(0.5);
var d = new[] { new Player(0), new Player(0), new Player(0) };
var g = new[] { new Player(1), new Player(0) };

Tensor Draws(string purpose, int step)
{
    var key = Seeds.Derive(7, purpose, (ulong)step);
    return tensor(Enumerable.Range(0, Batch).Select(i => Seeds.Normal(key, (ulong)i)).ToArray());
}

Tensor Generate(Tensor z) => z * g[0].Value + g[1].Value;
Tensor Score(Tensor x) => x * x * d[0].Value + x * d[1].Value + d[2].Value;

for (var step = 1; step <= Steps; step++)
{
    using var scope = NewDisposeScope();
    var real = (Draws("real", step) * WantedDeviation + WantedMean).requires_grad_(true);
    var realScore = Score(real);
    var slope = autograd.grad([realScore.sum()], [real], create_graph: true, retain_graph: true)[0];
    var fake = Generate(Draws("fake", step)).detach();
    Move(d, step, AdversarialLosses.Discriminator(AdversarialLoss.NonSaturating, new TorchTensor(realScore), new(Score(fake)))
        + Penalties.Value(penalty, new TorchTensor(slope.view(-1, 1))));
    var scores = new TorchTensor(Score(Generate(Draws("latents", step))));
    Move(g, step, AdversarialLosses.Generator(AdversarialLoss.NonSaturating, scores, scores));
}

void Move(Player[] players, int step, TorchTensor loss)
{
    foreach (var player in d.Concat(g))
        player.Value.grad?.zero_();
    TorchTensor.Mean(loss).Value.backward();
    using var noGradients = no_grad();
    foreach (var player in players)
    {
        var (moved, slots) = UpdateRules.Step(adam, new StepContext(step, 0), 0.01, new TorchTensor(player.Value), new(player.Value.grad!), player.Slots);
        player.Value.copy_(moved.Value);
        player.Slots = new(new(slots.First.Value.DetachFromDisposeScope()), new(slots.Second.Value.DetachFromDisposeScope()), player.Slots.Third, player.Slots.Fourth);
    }
}

var (deviation, mean) = (double.Abs(g[0].Value.item<double>()), g[1].Value.item<double>());
Console.WriteLine($"generator: mean {mean:F3}, deviation {deviation:F3}; data: mean {WantedMean}, deviation {WantedDeviation}");
return double.Abs(mean - WantedMean) < 0.15 && double.Abs(deviation - WantedDeviation) < 0.15 ? 0 : 1;

sealed class Player(double start)
{
    public Tensor Value { get; } = tensor(start, dtype: ScalarType.Float64).requires_grad_(true);

    public Slots<TorchTensor> Slots { get; set; } = new(Zero, Zero, Zero, Zero);

    private static TorchTensor Zero => new(zeros([], ScalarType.Float64));
}
