namespace Gan.IntegrationTests.Support;

/// <summary>A clock that stands still until a test lets time pass, or sets its date back.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerDay;
    private DateTimeOffset _date = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => _date;

    public void Pass(TimeSpan time)
    {
        _ticks += time.Ticks;
        _date += time;
    }

    public void SetDateBack(TimeSpan by) => _date -= by;
}
