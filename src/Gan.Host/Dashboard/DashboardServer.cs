using System.Reflection;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Gan.Host.Dashboard;

/// <summary>The pages and what they may ask for.</summary>
internal sealed class DashboardServer(RunRequest request, LiveRun live, EventStream events, Access access, RunControl control,
    IHostApplicationLifetime lifetime, MeterProvider metrics, ILoggerFactory logging)
{
    private const int MostConnections = 100;
    private const int MostBody = 1024; // bytes: buttons send none
    private const int MostHeaders = 16 * 1024;
    private const int MostRequestLine = 4 * 1024;
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string> AssetTypes = new()
    {
        ["style.css"] = "text/css",
        ["dashboard.js"] = "text/javascript",
        ["icon.svg"] = "image/svg+xml",
    };

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>A server that has not started yet.</summary>
    public WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime,
            NoLifetime>(); // without logging: what fails is told below, or by who starts it
        var app = builder.Build();
        app.Use(LogFailures);
        app.Use(LimitBody);
        app.Use((context, next) => access.Check(context, next));
        app.UseRouting();
        Map(app);
        return app;
    }

    private void Limit(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxRequestBodySize = MostBody;
        options.Limits.MaxRequestHeadersTotalSize = MostHeaders;
        options.Limits.MaxRequestLineSize = MostRequestLine;
        options.Limits.RequestHeadersTimeout = HeaderLimit;
        options.Limits.KeepAliveTimeout = IdleLimit;
        options.Listen(request.Host.Dashboard!, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private void Map(WebApplication app)
    {
        // Who asks with HEAD, as monitors do, gets the headers of the same answer.
        void Read(string path, Delegate answer) => app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer);
        Read("/", (HttpContext context) => live.Now is { } view ? Show(RunPage.Render(view, isLive: true, access.Knows(context)))
            : Show(Page.Of("Beginning",
                Html.Of($"<h1>Training has not begun</h1><p>It loads its data. Reload the page in a moment.</p>"))));
        Read("/runs", () => Show(RunsPage.Render(RunSummary.Of(Parent))));
        Read("/runs/{name}", async (string name, CancellationToken gone) => FolderOf(name) is not { } folder ? Results.NotFound()
            : folder == Own ? Results.Redirect("/") : await ShowOther(folder, gone));
        Read("/runs/{name}/samples/{step:long}", (string name, long step) => Sample(name, step));
        app.MapGet("/events", () => events.TryConnect()
            ? TypedResults.ServerSentEvents(events.Events(app.Lifetime.ApplicationStopping))
            : Results.Text("There are as many browsers connected as can be.\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        Read("/health/live", () => Results.Text("live\n"));
        Read("/health/ready", () => live.IsReady ? Results.Text("ready\n") : Results.Text("not ready\n",
            statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint("/metrics", metrics, configureBranchedPipeline: null, optionsName: null);
        foreach (var (name, type) in AssetTypes)
            Read($"/assets/{name}", () => Results.Stream(Asset(name), type));
        MapControl(app, "/pause", control.Pause);
        MapControl(app, "/resume", control.Resume);
        MapControl(app, "/checkpoint", control.RequestCheckpoint);
        MapControl(app, "/stop", lifetime.StopApplication);
    }

    private static void MapControl(WebApplication app, string path, Action action) => app.MapPost(path, (HttpContext context) =>
    {
        action();
        context.Response.StatusCode = StatusCodes.Status303SeeOther; // reloading the page must not ask again
        context.Response.Headers.Location = "/";
    });

    private string Own => Path.GetFullPath(request.RunFolder);

    private string Parent => Path.GetDirectoryName(Own)!;

    // A name is one of those that are there; a path is never made of it.
    private string? FolderOf(string name) => RunSummary.Folders(Parent).FirstOrDefault(folder => Path.GetFileName(folder) == name);

    private async Task<IResult> ShowOther(string folder, CancellationToken gone)
    {
        await _oneAtATime.WaitAsync(gone); // a long run's reports are read for it
        try
        {
            return Show(RunPage.Render(RunView.Read(folder), isLive: false, mayControl: false));
        }
        catch (Exception error) when (Failures.ExitCodeOf(error) is not null || error is IOException or UnauthorizedAccessException)
        {
            return Show(Page.Of("Unreadable", Html.Of($"<h1>{Path.GetFileName(folder)}</h1><p>{error.Message}</p>")));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private IResult Sample(string name, long step)
    {
        if (FolderOf(name) is not { } folder)
            return Results.NotFound();
        var file = Runs.RunDirectory.At(folder).SampleOf(step);
        return File.Exists(file) ? Results.File(file, "image/png") : Results.NotFound();
    }

    private static IResult Show(Html page) => Results.Content(page.ToString(), "text/html; charset=utf-8");

    private static Stream Asset(string name) => Assembly.GetExecutingAssembly()
        .GetManifestResourceStream($"Gan.Host.Dashboard.Assets.{name}")!;

    // Nothing here reads a body: the server's own limit would not be looked at.
    private static Task LimitBody(HttpContext context, Func<Task> next)
    {
        if (context.Request.ContentLength is not > MostBody)
            return next();
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    private async Task LogFailures(HttpContext context, Func<Task> next)
    {
        try
        {
            await next();
        }
        catch (OperationCanceledException)
        {
            // The browser has gone, or the program stops: nobody waits for the rest.
            context.Abort();
        }
        catch (Exception failure) when (failure is not Microsoft.AspNetCore.Http.BadHttpRequestException
            && !context.RequestAborted.IsCancellationRequested)
        {
            logging.CreateLogger<DashboardServer>().LogError(failure, "the dashboard cannot answer {Path}", context.Request.Path);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    // The program's own host hears the signals.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
