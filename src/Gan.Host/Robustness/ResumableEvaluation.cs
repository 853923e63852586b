using System.Security.Cryptography;
using System.Text;
using Gan.Host.Runs;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>
/// An evaluation that leaves its state in a file after every batch, so that one that is killed goes on, and that says how far it is.
/// </summary>
/// <param name="plan">What it does.</param>
/// <param name="stateFile">The file, or null for none.</param>
/// <param name="subject">Everything else that the result follows from: model, data, device, precision.</param>
/// <param name="errors">Takes progress.</param>
internal sealed class ResumableEvaluation(EvaluationPlan plan, string? stateFile, string subject, TextWriter errors)
{
    private readonly byte[] _identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{subject} {plan.Identity}"));
    private AttackProgress? _progress;

    /// <summary>Says it where no state can be kept beside what is to be written.</summary>
    /// <param name="stateFile">The file of the state, or null for none.</param>
    /// <param name="wanted">What is to be written, or null.</param>
    /// <param name="errors">Takes the sentence.</param>
    public static void TellOfState(string? stateFile, string? wanted, TextWriter errors)
    {
        if (stateFile is null && wanted is not null)
            errors.WriteLine($"{wanted} is no plain file: nothing is kept beside it, and the work cannot go on after an interruption.");
    }

    /// <summary>A classifier that what is found is checked with: while it is asked, progress is said.</summary>
    public IClassifier<TorchTensor> Watched(IClassifier<TorchTensor> classifier) =>
        new WatchedClassifier(classifier, () => _progress?.Show());

    /// <summary>Evaluates from where the file says.</summary>
    /// <returns>The state at the end; null if it was stopped before.</returns>
    public EvaluationState? Run(IClassifier<TorchTensor> classifier, TestSet data, Device device, CancellationToken stop)
    {
        var saved = stateFile is null ? null : EvaluationState.Load(stateFile, _identity, data.Count, plan.Attacks.Count);
        var state = saved ?? new EvaluationState(data.Count, plan.Attacks.Count);
        if (saved is not null)
            errors.WriteLine($"Going on from {stateFile}: {saved.RobustCount} of {data.Count} robust so far.");
        _progress = new AttackProgress(plan, state, errors, TimeProvider.System);
        new RobustnessEvaluation(plan, classifier, data, device, TimeProvider.System, _progress.Show).Continue(state, () =>
        {
            if (stateFile is not null)
                OutputFile.Write(stateFile, path => state.Save(path, _identity));
            _progress.Show();
        }, stop);
        if (state.Next.Attack == plan.Attacks.Count)
            return state;
        errors.WriteLine(stateFile is null ? "Stopped; nothing was kept, as there is no plain file to be written." : $"Stopped; the same "
            + $"command goes on from {stateFile}.");
        return null;
    }

    /// <summary>Removes the file, once what came out is written.</summary>
    public void Forget()
    {
        if (stateFile is not null)
            File.Delete(stateFile);
    }
}
