namespace Gan.Host.Dashboard;

/// <summary>Addresses within the dashboard.</summary>
internal static class Addresses
{
    /// <summary>The page of a run.</summary>
    public static string Run(string name) => $"/runs/{Uri.EscapeDataString(name)}";

    /// <summary>What a step's number is put behind to have its sample grid.</summary>
    public static string Samples(string name) => $"{Run(name)}/samples/";
}
