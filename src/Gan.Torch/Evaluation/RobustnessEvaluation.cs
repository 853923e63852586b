using System.Runtime.ExceptionServices;
using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// Attacks a classifier with one attack after the other, each on the examples that are still robust, and keeps the worst case.
/// What is drawn follows from the seed and an example's place in the data; batches follow from what is robust when a run of
/// an attack begins: an evaluation that was killed goes on to the same mask.
/// </summary>
/// <param name="plan">The attacks.</param>
/// <param name="classifier">What they attack.</param>
/// <param name="data">Samples and labels.</param>
/// <param name="device">Where it computes.</param>
/// <param name="time">The clock.</param>
/// <param name="asked">Called whenever the classifier has answered, from several threads.</param>
internal sealed class RobustnessEvaluation(EvaluationPlan plan, IClassifier<TorchTensor> classifier, TestSet data, Device device,
    TimeProvider time, Action asked)
{
    private const int LargestJudgedBatch = 500;

    /// <summary>Goes on from a state to the end, or until it is told to stop.</summary>
    /// <param name="state">Changed as it goes.</param>
    /// <param name="save">Called after every batch.</param>
    /// <param name="stop">Looked at whenever the classifier has answered; what is under way is given up.</param>
    /// <exception cref="ModelFileException">The model's outputs are not finite.</exception>
    public void Continue(EvaluationState state, Action save, CancellationToken stop)
    {
        var threads = get_num_threads();
        var watched = new WatchedClassifier(classifier, () =>
        {
            asked();
            stop.ThrowIfCancellationRequested();
        });
        try
        {
            if (!state.Started)
                Classify(watched, state);
            // A core on a batch of its own does more than two on one.
            set_num_threads(int.Max(1, threads / plan.Workers));
            for (var attack = state.Next.Attack; attack < plan.Attacks.Count && !stop.IsCancellationRequested; attack++)
                Attack(watched, attack, state, save, stop);
        }
        catch (Exception failure) when (failure.GetBaseException() is OperationCanceledException && stop.IsCancellationRequested)
        {
            if (state.Started)
                save();
        }
        catch (Exception failure) when ((failure is AggregateException { InnerException: { } inner }
            ? inner : failure) is ArithmeticException)
        {
            var cause = failure.GetBaseException();
            throw new DivergedException($"{cause.Message} Nothing can be said about such a model; check its weights and the data.", cause);
        }
        catch (AggregateException failure) when (failure.InnerException is InvalidRequestException inner)
        {
            ExceptionDispatchInfo.Throw(inner);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private void Classify(WatchedClassifier watched, EvaluationState state)
    {
        for (var first = 0; first < data.Count; first += LargestJudgedBatch)
        {
            using var scope = NewDisposeScope();
            int[] part = [.. Enumerable.Range(first, int.Min(LargestJudgedBatch, data.Count - first))];
            var logits = TorchTensor.Elements(watched.Judge(new TorchTensor(AttackProblem.Images(data, part, device))))
                .Chunk(plan.Classes).ToArray();
            for (var i = 0; i < part.Length; i++)
                state.Correct[part[i]] = state.Robust[part[i]] = Runner.Predict(logits[i]) == data.Labels[part[i]];
        }
        state.Started = true;
        state.Queue = Standing(state);
    }

    private void Attack(WatchedClassifier watched, int index, EvaluationState state, Action save, CancellationToken stop)
    {
        var attack = plan.Attacks[index];
        var runs = attack.Runs(plan.Classes);
        for (var run = state.Next.Run; run < runs.Length; run++)
        {
            var batches = plan.Batches(state.Queue);
            for (var batch = state.Next.Batch; batch < batches.Length; batch += plan.Workers)
            {
                var started = time.GetTimestamp();
                var together = batches.Skip(batch).Take(plan.Workers).ToArray();
                var outcomes = new Outcome[together.Length];
                state.Begin(together.Sum(examples => examples.Length) * plan.Work(attack), (long)together.Length * attack.Steps);
                Parallel.For(0, together.Length, i => outcomes[i] = Run(watched, attack, runs[run], together[i], state));
                foreach (var (examples, outcome) in together.Zip(outcomes))
                    Note(examples, outcome, state);
                state.Seconds[index] += time.GetElapsedTime(started).TotalSeconds;
                state.Begin(0, 0);
                state.Work += together.Sum(examples => examples.Length) * plan.Work(attack);
                state.Next = (index, run, batch + plan.Workers);
                if (batch + plan.Workers < batches.Length || stop.IsCancellationRequested)
                    save();
                if (stop.IsCancellationRequested)
                    return;
            }
            state.Queue = Standing(state);
            state.Next = (index, run + 1, 0);
            if (run + 1 < runs.Length)
                save();
        }
        state.Left[index] = state.RobustCount;
        state.Next = (index + 1, 0, 0);
        save();
    }

    private Outcome Run(WatchedClassifier watched, IAttack attack, AttackRun run, int[] examples, EvaluationState state)
    {
        using var scope = NewDisposeScope();
        using var workspace = new AttackWorkspace(state.Step);
        return Runner.Run(workspace, attack, run, AttackProblem.Create(watched, plan, data, examples, device));
    }

    private static void Note(int[] examples, Outcome outcome, EvaluationState state)
    {
        for (var i = 0; i < examples.Length; i++)
            if (outcome.Succeeded[i])
            {
                state.Robust[examples[i]] = false;
                state.Points[examples[i]] = Array.ConvertAll(outcome.Points[i], value => (float)value);
            }
    }

    private static int[] Standing(EvaluationState state) => [.. Enumerable.Range(0, state.Robust.Length).Where(i => state.Robust[i])];
}
