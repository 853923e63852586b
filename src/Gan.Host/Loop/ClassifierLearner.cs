using System.Globalization;
using Gan.Experiments;
using Gan.Math.Robust;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>A classifier that minimises its natural or robust loss, its averaged weights, and the best of them so far.</summary>
internal sealed class ClassifierLearner : ILearner
{
    private const string NetworkName = "classifier";
    private const string AverageName = "average";
    private const string BestName = "best";

    private readonly ClassifierTraining _training;
    private readonly ClassifierTrainer _trainer;
    private readonly AveragedNetwork? _average;
    private readonly BestNetwork? _best;
    private readonly HeldOutValidation? _validation;
    private readonly long _total;
    private readonly Device _device;

    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="heldOut">Images to validate with, not owned; null to validate nothing.</param>
    public ClassifierLearner(Experiment experiment, long total, Device device, TestSet? heldOut)
    {
        _training = experiment.Classifier();
        _total = total;
        _device = device;
        _trainer = new ClassifierTrainer(Initialisation.Of(_training.Create(), experiment.Seed), experiment.ClassifierOptions(total),
            experiment.SampleShape(), device);
        if (_training.Average.HalfLife > 0)
            _average = new AveragedNetwork(Classifier, _training.Create(), _training.Average, experiment.BatchSize, device);
        if (_training.Validation is not null)
        {
            _best = new BestNetwork(_training.Create(), device);
            _best.Take(Classifier);
        }
        if (heldOut is not null)
            _validation = new HeldOutValidation(_training.Robust, _training.Validation!.Value, heldOut, _training.Outputs, experiment.Seed,
                device);
    }

    private Network Classifier => _trainer.Classifier;

    /// <inheritdoc/>
    public IReadOnlyList<Network> Networks => _trainer.Networks;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Product> Products
    {
        get
        {
            var products = new OrderedDictionary<string, Product>();
            // Before the first validation nothing was chosen.
            if (_best is { Step: > 0 })
                products.Add(BestName, new(_best, _best.Step));
            if (_average is not null)
                products.Add(AverageName, new(_average));
            products.Add(NetworkName, new(Classifier));
            return products;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => [.. _trainer.State(), .. _average?.State() ?? [], .. _best?.State() ?? []];

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _trainer.Load(folder);
        _average?.LoadWeights(folder);
        _best?.Load(folder);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch)
    {
        using var scope = NewDisposeScope();
        var batch = nextBatch();
        var labels = new TorchTensor(ClassifierArchitectures.OneHot(batch.Labels, _training.Outputs, _device));
        var terms = _trainer.Play(t, batch.Samples.to(_device), labels);
        _average?.Follow(Classifier, t);
        return terms;
    }

    /// <inheritdoc/>
    public ValidationOutcome? Validate(long t)
    {
        if (_validation is null || _best is null || !CadenceModule.IsDue(_training.Validation!.Value.Every, _total, t))
            return null;
        var candidate = (FlatModule?)_average ?? Classifier;
        var measured = _validation.Measure(candidate);
        var attacked = _training.Robust.Loss.UsesAdversarial;
        List<Term> terms = [new(Measure.ValidationAccuracy, measured.CleanAccuracy)];
        if (attacked)
            terms.Add(new(Measure.ValidationRobustAccuracy, measured.RobustAccuracy));
        if (Collapse(t, candidate, attacked, measured.RobustAccuracy) is { } collapse)
            return new(terms, $"Step {t}: {collapse}");
        _best.Consider(candidate, measured.RobustAccuracy, t);
        return new(terms, null);
    }

    private string? Collapse(long t, FlatModule candidate, bool attacked, double accuracy)
    {
        if (ValidationModule.HasCollapsed(_training.Validation!.Value, _best!.Score, accuracy))
            return string.Create(CultureInfo.InvariantCulture,
                $"the accuracy on held-out images{(attacked ? " under attack" : "")} fell to "
                + $"{accuracy:P1} from {_best.Score:P1} at step {_best.Step}: the training has collapsed. ")
                + "The last checkpoint keeps the state with the higher one as 'best'; in a new run, lower the rate"
                + (attacked ? " or strengthen the attack in the loop (more steps, shorter ones)." : ".");
        // A network that attacks in the loop sees more than one step's gradient can say.
        if (_training.Attacker is not null || RobustTrainingModule.Radius(_training.Robust, _total, t) < _training.Robust.Radius)
            return null;
        return _validation!.OneStepAccuracy(candidate) is { } oneStep && ValidationModule.WithstandsOneStepAlone(oneStep, accuracy)
            ? string.Create(CultureInfo.InvariantCulture, $"{oneStep:P1} of the held-out images withstand the one step of the attack in "
                + $"the loop, and "
                + $"{accuracy:P1} several: the classifier learns that step alone. ")
                + "In a new run, strengthen the attack in the loop (more steps, shorter ones), or lower the rate; Validation:Fall = 1 "
                    + "switches this check off."
            : null;
    }

    /// <summary>A classifier makes nothing to be seen.</summary>
    public bool Picture(string file) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _average?.Dispose();
        _best?.Dispose();
    }
}
