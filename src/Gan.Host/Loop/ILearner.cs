using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Training;

namespace Gan.Host.Loop;

/// <summary>The result of a validation.</summary>
/// <param name="Terms">Its measures.</param>
/// <param name="Collapse">Why the run must not go on; null if it may.</param>
internal sealed record ValidationOutcome(IReadOnlyList<Term> Terms, string? Collapse);

/// <summary>Weights that others take away.</summary>
/// <param name="Module">The weights.</param>
/// <param name="Step">The step after which they were chosen; null for the present one.</param>
internal sealed record Product(FlatModule Module, long? Step = null);

/// <summary>A task that the loop trains: networks, one step of them, and all the state that a checkpoint holds.</summary>
internal interface ILearner : IDisposable
{
    /// <summary>The networks that learn.</summary>
    IReadOnlyList<Network> Networks { get; }

    /// <summary>The networks that others take away by name, the most wanted first.</summary>
    IReadOnlyDictionary<string, Product> Products { get; }

    /// <summary>Files of a checkpoint.</summary>
    IEnumerable<StateFile> State();

    /// <summary>Takes the state from a checkpoint's folder.</summary>
    void Load(string folder);

    /// <summary>Makes step t, counted from 1; everything it draws follows from the seed and t.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives a batch a call.</param>
    /// <returns>What the step measured.</returns>
    /// <exception cref="GanError">A loss or a gradient is not finite; nothing was updated with it.</exception>
    IReadOnlyList<Term> Play(long t, Func<Batch> nextBatch);

    /// <summary>Measures what was learnt on samples kept out of training, if that is due after step t.</summary>
    ValidationOutcome? Validate(long t);

    /// <summary>Draws what it makes into a PNG file, if it makes anything to be seen.</summary>
    /// <returns>Whether it did.</returns>
    bool Picture(string file);
}
