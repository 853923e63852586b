// What a user of the packages writes: a GAN of one's own networks and loss is trained, classifiers of one's own are attacked and trained.
// The program ends with exit code 0 where everything came out as it has to.
using Gan.Math;
using Gan.Math.Attacks;
using Gan.Math.Losses;
using Gan.Math.Penalties;
using Gan.Math.Robust;
using Gan.Math.Training;
using Gan.Torch;
using Gan.Torch.Evaluation;
using Gan.Torch.Native;
using Gan.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

// Where TorchSharp's own way of finding libtorch does not do.
LibTorch.Load();

const double WantedMean = 3, WantedDeviation = 0.5;
const int Batch = 64, Steps = 1500;

Tensor Draws(string purpose, long step)
{
    var key = Seeds.Derive(7, purpose, (ulong)step);
    return tensor(Enumerable.Range(0, Batch).Select(i => (float)Seeds.Normal(key, (ulong)i)).ToArray(), [Batch, 1]);
}

var game = GameModule.Of(new Exponential());
var options = new GanOptions
{
    Game = new Game(game.Loss, R1.Penalty(0.5), game.PenaltyEvery, game.Turn, game.NoiseDeviation, game.NoiseSteps, game.Augmentations),
    Generator = OptimiserModule.Adam(0.01, 0.5, 0.9),
    Discriminator = OptimiserModule.Adam(0.01, 0.5, 0.9),
    BatchSize = Batch,
    LatentSize = 1,
};

GanTrainer Gan() => new(new Line(), new Parabola(), options);

// Two trainings side by side do not disturb each other: each ends with the bits that it reaches alone.
using var alone = Gan();
using var first = Gan();
using var second = Gan();
long tensors = 0;
for (var step = 1; step <= Steps; step++)
{
    using var scope = NewDisposeScope();
    var real = Draws("real", step) * WantedDeviation + WantedMean;
    first.Step(real);
    second.Step(real);
    if (step == Steps - 1000)
        tensors = Tensor.TotalCount;
    Require(step < Steps || Tensor.TotalCount == tensors, $"{Tensor.TotalCount - tensors} tensors leak in 1,000 steps");
}
for (var step = 1; step <= Steps; step++)
{
    using var scope = NewDisposeScope();
    var real = Draws("real", step) * WantedDeviation + WantedMean;
    alone.Step(real);
}

using var samples = alone.Sample(4096);
var (mean, deviation) = (samples.mean().item<float>(), samples.std().item<float>());
Console.WriteLine($"generator: mean {mean:F3}, deviation {deviation:F3}; data: mean {WantedMean}, deviation {WantedDeviation}");
Require(double.Abs(mean - WantedMean) < 0.15 && double.Abs(deviation - WantedDeviation) < 0.15, "the generator has not learnt the data");
foreach (var beside in new[] { first, second })
    Require(beside.Sample(4096).equal(samples).all().item<bool>(), "trainings disturb each other");

// A classifier of points with three classes, trained against PGD and attacked with the whole ensemble.
var network = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 3));
using var classifier = new ClassifierTrainer(network, new ClassifierOptions
{
    Classes = 3,
    BatchSize = 60,
    Update = OptimiserModule.Adam(0.01, 0.9, 0.999),
}, [2]);
using var centres = tensor(new[] { 0.2f, 0.2f, 0.8f, 0.2f, 0.5f, 0.8f }, [3, 2]);
using var labels = arange(60, ScalarType.Int64).remainder(3);
using var points = centres.index_select(0, labels) + 0.02 * randn([60, 2], generator: new Generator(1));
for (var step = 0; step < 200; step++)
    classifier.Step(points, labels);
using var report = Robustness.Evaluate(network, points, labels, new RobustnessOptions { Norm = Norm.Linf, Radius = 0.1, Workers = 2 });
Console.WriteLine($"standard: {report.Clean.Correct} correct, {report.Robust.Correct} robust of 60, flags: {string.Join(", ", report.Flags)}");
Require(report.Clean.Correct == 60 && report.Robust.Correct >= 54, "points 0.3 away from a boundary fall within 0.1");

try
{
    Robustness.Evaluate(network, points, labels + 1, new RobustnessOptions { Norm = Norm.Linf, Radius = 0.1 });
    Require(false, "labels out of range are accepted");
}
catch (InvalidRequestException refused)
{
    Console.WriteLine(refused.Message);
}

return 0;

static void Require(bool holds, string otherwise)
{
    if (holds)
        return;
    Console.Error.WriteLine(otherwise);
    Environment.Exit(1);
}

/// <summary>A loss of one's own: exp(-s) for real samples, exp(s) for generated ones, as AdaBoost's; the generator's is exp(-s).</summary>
internal sealed class Exponential : ILoss
{
    public string Name => "exponential";

    public string Source => "Freund and Schapire 1997";

    public LossTraits Traits => LossTraits.None;

    public T Discriminator<T>(T real, T fake) where T : ITensor<T> => T.Exponential(-real) + T.Exponential(fake);

    public T Generator<T>(T real, T fake) where T : ITensor<T> => T.Exponential(-fake);
}

/// <summary>a z + b.</summary>
internal sealed class Line : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter _slope = nn.Parameter(ones([1]));
    private readonly TorchSharp.Modules.Parameter _offset = nn.Parameter(zeros([1]));

    public Line() : base("line") => RegisterComponents();

    public override Tensor forward(Tensor z) => z * _slope + _offset;
}

/// <summary>a x^2 + b x + c, which tells any two Gaussians apart.</summary>
internal sealed class Parabola : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter _weights = nn.Parameter(zeros([3]));

    public Parabola() : base("parabola") => RegisterComponents();

    public override Tensor forward(Tensor x) => (x * x * _weights[0] + x * _weights[1] + _weights[2]).squeeze(1);
}
