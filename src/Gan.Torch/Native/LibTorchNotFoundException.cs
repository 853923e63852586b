namespace Gan.Torch.Native;

/// <summary>No libtorch, or no native part of TorchSharp, that this program can use.</summary>
public sealed class LibTorchNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problem">One sentence: what is wrong.</param>
    /// <param name="tried">Each place that was tried, and why it did not do.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">The failure underneath, if there was one.</param>
    public LibTorchNotFoundException(
        string problem,
        IReadOnlyList<string> tried,
        string remedy,
        Exception? innerException = null)
        : base(Compose(problem, tried, remedy), innerException)
    {
        Tried = tried;
    }

    /// <summary>Each place that was tried, and why it did not do.</summary>
    public IReadOnlyList<string> Tried { get; }

    private static string Compose(string problem, IReadOnlyList<string> tried, string remedy) =>
        string.Join('\n', [problem, "Tried:", .. tried.Select(place => "  " + place), "What to do: " + remedy]);
}
