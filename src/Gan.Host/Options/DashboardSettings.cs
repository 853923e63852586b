using System.Net;

namespace Gan.Host.Options;

/// <summary>Where training can be watched in a browser.</summary>
/// <param name="Endpoint">Address and port, 0 for any free one; null for no dashboard.</param>
/// <param name="Token">What requests from elsewhere, and those that change something, have to know; empty to draw one at every start.</param>
internal sealed record DashboardSettings(IPEndPoint? Endpoint, string Token)
{
    private const string AddressKey = "Dashboard:Address";
    private const string TokenKey = "Dashboard:Token";
    private const int ShortestToken = 16; // characters
    private const string Nothing = "none";

    /// <summary>Their keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [AddressKey, TokenKey];

    /// <summary>Takes them out of all settings.</summary>
    /// <param name="remove">Takes a setting out.</param>
    /// <param name="wrong">Told of a key, its text and what it must be.</param>
    public static DashboardSettings Take(Func<string, string> remove, Action<string, string, string> wrong)
    {
        var (address, token) = (remove(AddressKey), remove(TokenKey));
        IPEndPoint? endpoint = null;
        if (address != Nothing && (!IPEndPoint.TryParse(address, out endpoint) || !NamesPort(address)))
            wrong(AddressKey, address, $"ADDRESS:PORT, such as 127.0.0.1:8300, or {Nothing}");
        var isGoodToken = token.Length >= ShortestToken && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (token.Length > 0 && !isGoodToken)
            wrong(TokenKey, new string('*', token.Length), $"at least {ShortestToken} letters, digits, '-', '_' or '.'");
        else if (endpoint is not null && !IPAddress.IsLoopback(endpoint.Address) && token.Length == 0)
            wrong(TokenKey, token, $"given where others can reach the dashboard (Dashboard:Address = {address})");
        return new DashboardSettings(endpoint, token);
    }

    // Without one, IPEndPoint takes port 0, and of an IPv6 address its last group.
    private static bool NamesPort(string address) => address.StartsWith('[') ? address.Contains("]:", StringComparison.Ordinal) : address.Count(c => c == ':') == 1;
}
