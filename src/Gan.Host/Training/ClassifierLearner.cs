using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Models;
using Gan.Host.Robustness;
using Gan.Host.Telemetry;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>A classifier that minimises its natural or robust loss, its averaged weights, and the best of them so far.</summary>
internal sealed class ClassifierLearner : ILearner
{
    private const string NetworkName = "classifier";
    private const string AverageName = "average";
    private const string BestName = "best";

    private readonly ClassifierTraining _training;
    private readonly Network _classifier;
    private readonly IClassifierStep _step;
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
        _classifier = new Network(Classifiers.Create(_training.Architecture), _training.Update, keepsPast: false, experiment.Seed, device);
        _step = _training.Attacker is null ? new ClassifierStep(experiment, total, _classifier, device) : new LearnedAttackStep(experiment, total, _classifier, device);
        if (_training.Average.HalfLife > 0)
            _average = new AveragedNetwork(_classifier, Classifiers.Create(_training.Architecture), _training.Average, experiment.BatchSize, device);
        if (_training.Validation is not null)
        {
            _best = new BestNetwork(Classifiers.Create(_training.Architecture), device);
            _best.Take(_classifier);
        }
        if (heldOut is not null)
            _validation = new HeldOutValidation(_training.Robust, _training.Validation!.Value, heldOut, experiment.Seed, device);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Network> Networks => [_classifier, .. _step.Others];

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
            products.Add(NetworkName, new(_classifier));
            return products;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StateFile> State() => [.. _classifier.State(), .. _step.State(), .. _average?.State() ?? [], .. _best?.State() ?? []];

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _classifier.Load(folder);
        _step.Load(folder);
        _average?.LoadWeights(folder);
        _best?.Load(folder);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch)
    {
        using var scope = NewDisposeScope();
        var batch = nextBatch();
        var labels = new TorchTensor(Classifiers.OneHot(batch.Labels, Classifiers.Classes, _device));
        var terms = _step.Play(t, batch.Samples.to(_device), labels);
        _average?.Follow(_classifier, t);
        return terms;
    }

    /// <inheritdoc/>
    public ValidationOutcome? Validate(long t)
    {
        if (_validation is null || _best is null || !Experiments.IsDue(_training.Validation!.Value.Every, _total, t))
            return null;
        var candidate = (FlatModule?)_average ?? _classifier;
        var measured = _validation.Measure(candidate);
        var attacked = RobustLosses.UsesAdversarial(_training.Robust.Loss);
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
        if (Validations.HasCollapsed(_training.Validation!.Value, _best!.Score, accuracy))
            return FormattableString.Invariant($"the accuracy on held-out images{(attacked ? " under attack" : "")} fell to {accuracy:P1} from {_best.Score:P1} at step {_best.Step}: the training has collapsed. ")
                + "The last checkpoint keeps the state with the higher one as 'best'; in a new run, lower the rate"
                + (attacked ? " or strengthen the attack in the loop (more steps, shorter ones)." : ".");
        // A network that attacks in the loop sees more than one step's gradient can say.
        if (_training.Attacker is not null || RobustTrainings.Radius(_training.Robust, _total, t) < _training.Robust.Radius)
            return null;
        return _validation!.OneStepAccuracy(candidate) is { } oneStep && Validations.WithstandsOneStepAlone(oneStep, accuracy)
            ? FormattableString.Invariant($"{oneStep:P1} of the held-out images withstand the one step of the attack in the loop, and {accuracy:P1} several: the classifier learns that step alone. ")
                + "In a new run, strengthen the attack in the loop (more steps, shorter ones), or lower the rate; Validation:Fall = 1 switches this check off."
            : null;
    }

    /// <summary>A classifier makes nothing to be seen.</summary>
    public bool Picture(string file) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        _step.Dispose();
        _classifier.Dispose();
        _average?.Dispose();
        _best?.Dispose();
    }
}
