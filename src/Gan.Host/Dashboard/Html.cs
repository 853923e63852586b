using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Gan.Host.Dashboard;

/// <summary>A piece of a page. Text that is put into one is encoded; only another piece is taken as it is.</summary>
internal sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>A piece with values in its holes.</summary>
    public static Html Of(Handler markup) => new(markup.Text.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece._markup)));

    /// <summary>Places as the points of a line, which digits need no encoding for.</summary>
    public static Html Points(IEnumerable<(double X, double Y)> places)
    {
        var text = new StringBuilder();
        foreach (var (x, y) in places)
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        return new(text.ToString());
    }

    /// <summary>The markup.</summary>
    public override string ToString() => _markup;

    /// <summary>Takes apart an interpolated string: its literal parts are markup, its holes are text.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Handler(int literalLength, int holes)
    {
        private const int TypicalHole = 16; // characters

        internal StringBuilder Text { get; } = new(literalLength + TypicalHole * holes);

        public void AppendLiteral(string markup) => Text.Append(markup);

        public void AppendFormatted(Html piece) => Text.Append(piece._markup);

        public void AppendFormatted<T>(T value, string? format = null) => Text.Append(HtmlEncoder.Default.Encode(
            value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? ""));
    }
}
