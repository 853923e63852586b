using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Math.Losses;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>A generator of perturbations against a trained classifier, which stays as it is.</summary>
internal sealed class AdvGanLearner : ILearner
{
    /// <summary>The attacked classifier's copy in the run.</summary>
    public const string VictimInput = "victim";

    private const int Shown = 9;

    private readonly AdvGanTraining _training;
    private readonly AdvGanModel _model;
    private readonly FlatModule _victim;
    private readonly AdvGanGame _game;
    private readonly AdvGanOptions _options;
    private readonly Device _device;
    private readonly int _classes;
    private Tensor? _shown;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="inputs">Where the attacked classifier comes from.</param>
    public AdvGanLearner(Experiment experiment, long total, Device device, RunInputs inputs)
    {
        _training = experiment.AdvGan();
        _device = device;
        var victim = inputs.Take(VictimInput, _training.Victim);
        TrainedRun.RequireData(victim, experiment.Data, $"AdvGan:Victim = {_training.Victim}");
        var (weights, _, _) = TrainedRun.Classifier(victim);
        _victim = new FlatModule(VictimInput, weights.Fitting(experiment.SampleShape(), $"AdvGan:Victim = {_training.Victim}")
            .Load(device, ScalarType.Float32), device);
        _options = experiment.AdvGanOptions(total, weights.Outputs);
        _model = new AdvGanModel(_options, weights.ImageShape[0], device);
        _game = new(_options, _model, (FlatModule?)_model.Student ?? _victim);
        _classes = weights.Outputs;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Network> Networks => _model.Networks;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Product> Products =>
        new OrderedDictionary<string, Product> { ["generator"] = new(_model.Generator), ["discriminator"] = new(_model.Discriminator) };

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => _model.State();

    /// <inheritdoc/>
    public void Load(string folder) => _model.Load(folder);

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch)
    {
        using var scope = NewDisposeScope();
        var batch = nextBatch();
        var (clean, labels) = (batch.Samples.to(_device), new TorchTensor(ClassifierArchitectures.OneHot(batch.Labels, _classes, _device)));
        var terms = _game.Play(t, () => (clean, labels));
        _shown?.Dispose();
        _shown = clean[..int.Min(Shown, (int)clean.shape[0])].clone().DetachFromDisposeScope();
        var perturbed = Perturbed(clean);
        if (_model.Student is { } student)
            Distil(t, student, cat([clean, perturbed]));
        var under = TorchTensor.Mean(Classification.Correct(labels, new(_victim.Evaluate(perturbed)))).Value.item<float>();
        return [.. terms.Where(term => term.Measure.IsReported), new(Measure.AdversarialAccuracy, under)];
    }

    private Tensor Perturbed(Tensor clean)
    {
        using var noGradients = no_grad();
        return _model.Perturb(clean);
    }

    // The student learns to say what the classifier says.
    private void Distil(long t, Network student, Tensor points)
    {
        var loss = TorchTensor.Mean(Gan.Math.Robust.AdvGan.Distillation(new TorchTensor(_victim.Evaluate(points)),
            new(student.Forward(points)))).Value;
        student.Backward(loss);
        FiniteTerms.Require(t, student, loss);
        student.Update(t, _options.Student!.Value.Update.Rate(_options.TotalSteps, t));
    }

    /// <summary>Nothing is held out.</summary>
    public ValidationOutcome? Validate(long t) => null;

    /// <summary>The first images of the last step's batch, clean and perturbed, and the difference.</summary>
    public bool Picture(string file)
    {
        using var scope = NewDisposeScope();
        var clean = _shown!;
        var perturbed = Perturbed(clean).cpu();
        DurableFiles.Replace(file, path => AdversarialPicture.Save(clean.cpu(), perturbed, [.. Enumerable.Range(0, (int)clean.shape[0])],
            path));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shown?.Dispose();
        _model.Dispose();
        _victim.Dispose();
    }
}
