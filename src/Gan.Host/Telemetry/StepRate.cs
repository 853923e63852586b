namespace Gan.Host.Telemetry;

/// <summary>Training samples a second between reports; time spent waiting does not count.</summary>
internal sealed class StepRate(long first, int batchSize, TimeProvider time)
{
    private (long Step, long At) _before = (first, time.GetTimestamp());
    private TimeSpan _waited;

    /// <summary>Leaves a wait out.</summary>
    public void Exclude(TimeSpan waited) => _waited += waited;

    /// <summary>The rate since the report before, and the next one's beginning.</summary>
    public double At(long step)
    {
        // A clock need not have moved since: its resolution is what is known of the time that passed.
        var seconds = double.Max((time.GetElapsedTime(_before.At) - _waited).TotalSeconds, 1.0 / time.TimestampFrequency);
        var rate = (step - _before.Step) * batchSize / seconds;
        (_before, _waited) = ((step, time.GetTimestamp()), TimeSpan.Zero);
        return rate;
    }
}
