namespace Gan.Host.Dashboard;

/// <summary>The frame of every page.</summary>
internal static class Page
{
    /// <summary>A whole page.</summary>
    public static Html Of(string title, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - GanHybrid</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/style.css">
        <script src="/assets/dashboard.js" defer></script>
        </head>
        <body>
        <nav aria-label="Pages"><a href="/">This run</a> <a href="/runs">All runs</a></nav>
        <main>
        {content}
        </main>
        </body>
        </html>
        """);
}
