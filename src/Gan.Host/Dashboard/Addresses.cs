namespace Gan.Host.Dashboard;

/// <summary>Addresses within the dashboard.</summary>
internal static class Addresses
{
    /// <summary>The page of a run.</summary>
    public static string Run(string name) => $"/runs/{Uri.EscapeDataString(name)}";

    /// <summary>The beginning of a sample grid's address; the step's number follows.</summary>
    public static string Samples(string name) => $"{Run(name)}/samples/";
}
