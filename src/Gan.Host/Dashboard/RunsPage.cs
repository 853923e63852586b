using Gan.Host.Telemetry;

namespace Gan.Host.Dashboard;

/// <summary>The list of runs beside each other in a folder.</summary>
internal static class RunsPage
{
    /// <summary>The whole page.</summary>
    public static Html Render(IEnumerable<RunSummary> runs) => Page.Of("All runs", Html.Of($"""
        <h1>All runs</h1>
        <table class="wide"><caption>Runs beside the present one</caption>
        <thead><tr><th scope="col">run</th><th scope="col">state</th><th scope="col">step</th><th scope="col">last report</th></tr></thead>
        <tbody>{Html.Join(runs.Select(Row))}</tbody>
        </table>
        """));

    private static Html Row(RunSummary run) => Html.Of($"""
        <tr><th scope="row"><a href="{Addresses.Run(run.Name)}">{run.Name}</a></th>
        <td>{run.State}</td><td>{run.Progress}</td><td>{run.Last}</td></tr>
        """);
}
