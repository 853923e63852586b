using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gan.Experiments;
using Microsoft.AspNetCore.Http;

namespace Gan.Host.Dashboard;

/// <summary>
/// Who may do what. On a loopback address everyone on the machine may read; elsewhere, and to change something, a request needs
/// the token: as a
/// bearer token, or as the cookie that the address with the token sets. What another site's page sends is refused.
/// </summary>
internal sealed class Access
{
    private const string TokenParameter = "token";
    private const string BearerPrefix = "Bearer ";
    private const int DrawnBytes = 24;
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri "
            + "'none'; frame-ancestors 'none'";

    private readonly bool _isLoopback;
    private readonly string[] _ownNames;
    private readonly byte[] _tokenHash;

    /// <param name="settings">Where the dashboard listens, and its token.</param>
    public Access(Machine settings)
    {
        var address = settings.Dashboard!.Address;
        _isLoopback = IPAddress.IsLoopback(address);
        _ownNames = ["localhost", "127.0.0.1", "[::1]", address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{address}]" : address.ToString()];
        Token = settings.Token.Length > 0 ? settings.Token : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DrawnBytes));
        _tokenHash = Hash(Token);
    }

    /// <summary>The token: the one that was set, or one drawn for this process.</summary>
    public string Token { get; }

    /// <summary>True if a request knows the token.</summary>
    public bool Knows(HttpContext context) =>
        Matches(context.Request.Cookies[CookieName(context)]) || Matches(Bearer(context.Request));

    /// <summary>Answers what must not go on to the pages; passes on the rest.</summary>
    public Task Check(HttpContext context, Func<Task> next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin"; // without a referrer, browsers do not name the origin of a form either
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";

        if (_isLoopback && !_ownNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Refuse(context, StatusCodes.Status403Forbidden,
                "This dashboard answers to localhost and 127.0.0.1 only."); // a name that was made to point here
        if (IsForeign(request))
            return Refuse(context, StatusCodes.Status403Forbidden, "A page of another site may not use this dashboard.");
        if (HttpMethods.IsGet(request.Method) && Matches(request.Query[TokenParameter]))
        {
            response.Cookies.Append(CookieName(context), Token,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
            response.Redirect(request.Path); // the address without the token is what stays in the browser's history
            return Task.CompletedTask;
        }
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return (_isLoopback && reads) || Knows(context) ? next()
            : Refuse(context, StatusCodes.Status401Unauthorized,
                "This needs the token that the program printed at its start: open the address with it, or send it as a bearer token.");
    }

    // Browsers name the page's origin with everything that could change something, and with requests across sites; other programs need not.
    private static bool IsForeign(HttpRequest request) =>
        (request.Headers.Origin is [{ Length: > 0 } origin] && !IsOwn(origin, request.Host.Value!))
        || request.Headers.Origin.Count > 1
        || (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none") && !IsNavigation(request));

    // A proxy may speak TLS to the browser and not to this program: the host tells.
    private static bool IsOwn(string origin, string host) =>
        string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, $"https://{host}", StringComparison.OrdinalIgnoreCase);

    // Following a link from another page is no more than typing the address.
    private static bool IsNavigation(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate";

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsync(why + "\n");
    }

    private static string? Bearer(HttpRequest request) =>
        request.Headers["Authorization"] is [{ } header] && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? header[BearerPrefix.Length..] : null;

    // Cookies do not tell ports apart: two dashboards of one machine have two names.
    private static string CookieName(HttpContext context) => $"gan-{context.Connection.LocalPort}";

    private bool Matches(string? token) => token is not null && CryptographicOperations.FixedTimeEquals(Hash(token), _tokenHash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
