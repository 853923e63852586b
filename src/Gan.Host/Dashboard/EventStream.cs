using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Gan.Host.Telemetry;

namespace Gan.Host.Dashboard;

/// <summary>
/// Events for the browsers that are connected. Each waits for a change, takes the newest state, and rests: what a slow one misses
/// is not kept for it, and
/// the state is rendered once for all.
/// </summary>
internal sealed class EventStream(LiveRun live, TimeProvider time)
{
    private const int Most = 32; // browsers
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    // Then a sign of life, by which a connection that is gone is noticed.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly Lock _guard = new();

    private int _connected;
    private (Task Until, string Run, string Samples) _rendered = (Task.CompletedTask, "", "");

    /// <summary>Takes a place; false if there is none left.</summary>
    public bool TryConnect()
    {
        if (Interlocked.Increment(ref _connected) <= Most)
            return true;
        Interlocked.Decrement(ref _connected);
        return false;
    }

    /// <summary>The events for one browser that has a place, which it gives back at the end; the last one is the state in which
    /// the program ends.</summary>
    /// <param name="stopping">The program ends.</param>
    /// <param name="gone">The browser has gone.</param>
    public async IAsyncEnumerable<SseItem<string>> Events(CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone =
        default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        try
        {
            var samples = "";
            while (!gone.IsCancellationRequested)
            {
                var last = stopping.IsCancellationRequested; // before the look, which then is of the end
                var state = Newest();
                yield return new SseItem<string>(state.Run, "run");
                if (state.Samples != samples)
                    yield return new SseItem<string>(samples = state.Samples, "samples");
                if (last)
                    break;
                await Task.Delay(Rest, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.WhenAny(state.Until, Task.Delay(Silence, time, end.Token));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _connected);
        }
    }

    private (Task Until, string Run, string Samples) Newest()
    {
        lock (_guard)
        {
            if (_rendered.Until.IsCompleted)
            {
                // The sign first: a change while this renders makes it old at once.
                var until = live.NextChange;
                _rendered = live.Now is { } view ? (until, RunPage.Changing(view, isLive: true).ToString(), RunPage.Steps(view)) : (until,
                    "<p>Training has not begun.</p>", "");
            }
            return _rendered;
        }
    }
}
