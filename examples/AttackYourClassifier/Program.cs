// Attacks a classifier of your own: any module from samples in [0, 1] to logits. Here a small network of digits, trained with nothing
// but TorchSharp. Run it with: dotnet run --project examples/AttackYourClassifier
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.Native;
using static TorchSharp.torch;

LibTorch.Load();
manual_seed(0);
var (training, labels) = Samples(new DigitsData().TrainingImages("", 2000, 0));
var (test, truth) = Samples(new DigitsData().TestImages("", 50));

var network = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10));
var adam = optim.Adam(network.parameters(), 1e-3);
for (var epoch = 0; epoch < 10; epoch++)
    for (var first = 0; first < 2000; first += 50)
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        nn.functional.cross_entropy(network.forward(training[first..(first + 50)]), labels[first..(first + 50)]).backward();
        adam.step();
    }

// 50 queries of Square are few: leave Attacks out for the whole ensemble of AutoAttack, which takes minutes.
IAttack[] quick = [AutoPgd.OnCrossEntropy(100, 1), AutoPgd.Targeted(100, 9), Fab.Targeted(50, 9), Square.Attack(50, 1)];
var progress = new Progress<RobustnessProgress>(now => Console.Error.WriteLine($"{now.Attack}: {now.Robust} of {now.Count}, {now.Left:g} left"));
using var report = Robustness.Evaluate(network, test, truth, new RobustnessOptions { Norm = Norm.Linf, Radius = 0.1, Attacks = quick }, progress);

foreach (var row in new[] { report.Clean }.Concat(report.Attacks))
    Console.WriteLine($"{row.Name,-8} {row.Correct,3} of {truth.shape[0]}  {row.Accuracy:P1}  [{row.Low:P1}, {row.High:P1}]");
Console.WriteLine($"largest perturbation {report.LargestPerturbation:0.0000}; flags: {(report.Flags.Count == 0 ? "none" : string.Join(", ", report.Flags))}");

static (Tensor Samples, Tensor Labels) Samples(ImageSource data) =>
    (data.Images(0, data.Count), tensor(data.Labels.ToArray().Select(label => (long)label).ToArray()));
