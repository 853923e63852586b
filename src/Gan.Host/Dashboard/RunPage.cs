using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Torch.Training;

namespace Gan.Host.Dashboard;

/// <summary>The page of one run. It is whole without a script: a script only replaces its parts by newer ones.</summary>
internal static class RunPage
{
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>The whole page.</summary>
    /// <param name="view">The run.</param>
    /// <param name="isLive">Whether this process trains it.</param>
    /// <param name="mayControl">Whether who asks has the token.</param>
    public static Html Render(RunView view, bool isLive, bool mayControl) => Page.Of(view.Name, Html.Of($"""
        <h1>{view.Name}</h1>
        <p id="connection" role="status"></p>
        {(isLive ? Controls(mayControl) : Html.Empty)}
        <div id="live"{(isLive ? Html.Of($" data-events=\"/events\"") : Html.Empty)}>{Changing(view, isLive)}</div>
        <div id="samples" data-base="{Addresses.Samples(view.Name)}" data-steps="{Steps(view)}">{Samples(view)}</div>
        {Description(view)}
        """));

    /// <summary>The part of the page that every report changes.</summary>
    public static Html Changing(RunView view, bool isLive) => Html.Of($"""
        {State(view, isLive)}
        <div class="charts">{Html.Join(view.History.Measures.Select(measure => measure.Chart).Distinct().Select(chart =>
            ChartSvg.Draw(chart, view.History)))}</div>
        """);

    /// <summary>Steps with sample grids, as the script reads them.</summary>
    public static string Steps(RunView view) => string.Join(' ', view.Run.SampleSteps);

    private static Html State(RunView view, bool isLive)
    {
        var (status, last) = (view.Status, view.History.Last);
        var stepsPerEpoch = last is { Epoch: > 0 } ? last.Step / last.Epoch : 0;
        IEnumerable<(string Name, string Value)> rows =
        [
            ("state", status is null ? "never trained by this version" : status.State.Word()),
            .. status?.Message is { } message ? [("because", message)] : Array.Empty<(string, string)>(),
            ("step", $"{last?.Step ?? 0:#,0} of {status?.Total ?? 0:#,0}"),
            .. last is null ? Array.Empty<(string, string)>() :
            [
                ("epoch", ChartSvg.Format(last.Epoch) + (stepsPerEpoch > 0 ? $" (of {stepsPerEpoch:0} steps)" : "")),
                ("rate", $"{last.SamplesPerSecond:#,0} samples/s"),
                .. view.History.Measures.Select(measure => (measure.Legend
                    + (measure.Chart == Chart.Losses ? ", loss" : ""), LastOf(view.History, measure))),
            ],
            .. status is null ? Array.Empty<(string, string)>() : [("device", status.Device)],
            .. isLive ? [("memory", $"{Environment.WorkingSet / BytesPerMebibyte:#,0} MiB")] : Array.Empty<(string, string)>(),
        ];
        return Html.Of($"""
            <table><caption>Now</caption>
            {Html.Join(rows.Select(row => Html.Of($"""<tr><th scope="row">{row.Name}</th><td>{row.Value}</td></tr>""")))}
            </table>
            """);
    }

    private static string LastOf(History history, Measure measure)
    {
        var (step, value) = history.LastOf(measure);
        return ChartSvg.Format(value) + (step == history.Last!.Step ? "" : $" (step {step})");
    }

    private static Html Controls(bool mayControl) => mayControl
        ? Html.Of($"""
            <div class="controls" role="group" aria-label="Control training">
            {Button("pause", "Pause")}{Button("resume", "Go on")}{Button("checkpoint", "Checkpoint now")}{Button("stop", "Stop")}</div>
            """)
        : Html.Of($"<p>To pause or stop it here, open the address with the token that the program printed at its start.</p>");

    private static Html Button(string action, string label) =>
        Html.Of($"""<form method="post" action="/{action}"><button>{label}</button></form>""");

    private static Html Samples(RunView view)
    {
        var steps = view.Run.SampleSteps;
        if (steps.Count == 0)
            return Html.Empty;
        var newest = steps[^1];
        return Html.Of($"""
            <h2>Samples</h2>
            <figure><img id="sample" src="{Addresses.Samples(view.Name)}{newest}" alt="What is made after step {newest}">
            <figcaption>after step <output id="sample-step">{newest}</output></figcaption></figure>
            <p id="sample-choice" hidden><label for="sample-slider">Step of the samples</label>
            <input type="range" id="sample-slider" min="0" max="{steps.Count - 1}" value="{steps.Count - 1}"></p>
            <noscript><p>Earlier ones: {Html.Join(steps.Reverse().Skip(1).Take(20).Select(step =>
                Html.Of($"""<a href="{Addresses.Samples(view.Name)}{step}">{step}</a> """)))}</p></noscript>
            """);
    }

    private static Html Description(RunView view) => Html.Of($"""
        <h2>Experiment</h2>
        <ul class="formulas">{Html.Join(Experiments.Experiments.Formulas(view.Experiment).Select(formula =>
            Html.Of($"<li><code>{formula}</code></li>")))}</ul>
        <details><summary>Settings</summary><table><caption>Settings of the experiment</caption>
        {Html.Join(Known.Experiments.Settings(view.Experiment).Select(setting =>
            Html.Of($"""<tr><th scope="row">{setting.Key}</th><td>{setting.Value}</td></tr>""")))}
        </table></details>
        """);
}
