// A robust classifier of your own images: FOLDER/train and FOLDER/test, each with one folder of PNG or JPEG files for each class.
// Run it with: dotnet run --project examples/RobustImages -- FOLDER CLASSES [SIDE] [EPOCHS]
using Gan.Math.Attacks;
using Gan.Math.Robust;
using Gan.Math.Training;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.Native;
using Gan.Torch.Training;
using static TorchSharp.torch;

if (args.Length < 2 || !int.TryParse(args[1], out var classes))
{
    Console.Error.WriteLine("usage: RobustImages FOLDER CLASSES [SIDE] [EPOCHS]");
    return 2;
}

LibTorch.Load();
manual_seed(0);
var side = args.Length > 2 ? int.Parse(args[2]) : 32;
var epochs = args.Length > 3 ? int.Parse(args[3]) : 10;
var folder = new ImageFolder(args[0], side, channels: 3, Resize.Cropped, convertsColour: true, classes);
var training = DataSets.TrainingImages(folder, "", 0, seed: 0);
var batch = Math.Min(64, training.Count);

// Fast adversarial training: one long step from a random start, on a radius of 4/255.
var natural = RobustTrainingModule.Natural;
var robust = new RobustTraining(Adversarial.Loss(1), Norm.Linf, 4.0 / 255, natural.RampUp, steps: 1, stepSize: 1.25, randomStart: true,
    natural.Replays, natural.WeightPerturbation, natural.Precision);
var network = nn.Sequential(
    nn.Conv2d(3, 16, 3, stride: 2, padding: 1), nn.ReLU(), nn.Conv2d(16, 32, 3, stride: 2, padding: 1), nn.ReLU(),
    nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(32 * 16, classes));
using var trainer = new ClassifierTrainer(network, new ClassifierOptions
{
    Robust = robust,
    Classes = classes,
    BatchSize = batch,
    TotalSteps = epochs * (training.Count / batch),
}, [3, side, side]);

var (pixels, labels) = (new float[batch * 3 * side * side], new long[batch]);
for (var epoch = 0; epoch < epochs; epoch++)
    for (var first = 0; first + batch <= training.Count; first += batch)
    {
        using var scope = NewDisposeScope();
        training.Read(epoch, first, pixels, labels);
        var terms = trainer.Step(tensor(pixels, [batch, 3, side, side]), tensor(labels));
        if (first == 0)
            Console.WriteLine($"epoch {epoch}: {string.Join(", ", terms.Select(term => $"{term.Measure.Symbol} {term.Value:0.000}"))}");
    }

var test = DataSets.TestImages(folder, "", 0);
using var images = test.Images(0, test.Count);
using var truth = tensor(test.Labels.ToArray().Select(label => (long)label).ToArray());
using var report = Robustness.Evaluate(network, images, truth,
    new RobustnessOptions { Norm = Norm.Linf, Radius = 4.0 / 255, Attacks = [AutoPgd.OnCrossEntropy(50, 1), AutoPgd.Targeted(20, 9)] });
Console.WriteLine($"clean: {report.Clean.Correct} of {test.Count}; under APGD: {report.Robust.Correct}");
return 0;
