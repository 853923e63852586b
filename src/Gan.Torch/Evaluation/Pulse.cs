namespace Gan.Torch.Evaluation;

/// <summary>Lets something be said as soon as the last time is ten seconds ago, whoever asks, and one after the other.</summary>
/// <param name="time">The clock.</param>
/// <param name="say">Says it.</param>
internal sealed class Pulse(TimeProvider time, Action say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(9);

    private readonly Lock _one = new();
    private long _said = time.GetTimestamp();

    /// <summary>Says it if it is time to; called from any thread, as often as anything happens.</summary>
    public void Beat()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _said)) >= Pause && _one.TryEnter())
            try
            {
                if (time.GetElapsedTime(_said) >= Pause)
                    Say();
            }
            finally
            {
                _one.Exit();
            }
    }

    /// <summary>Says it in any case.</summary>
    public void Now()
    {
        lock (_one)
            Say();
    }

    private void Say()
    {
        Volatile.Write(ref _said, time.GetTimestamp());
        say();
    }
}
