using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gan.Host.Telemetry;

/// <summary>Lines of reports, whose numbers look alike in every country.</summary>
internal static class InvariantLines
{
    /// <summary>Writes a line.</summary>
    public static void WriteInvariant(this TextWriter output, Text text) => output.WriteLine(text.ToString());

    /// <summary>An interpolated text in the invariant culture.</summary>
    [InterpolatedStringHandler]
    internal ref struct Text(int literals, int values)
    {
        private DefaultInterpolatedStringHandler _text = new(literals, values, CultureInfo.InvariantCulture);

        /// <summary>Adds a literal.</summary>
        public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T value, int alignment = 0, string? format = null) =>
            _text.AppendFormatted(value, alignment, format);

        /// <inheritdoc/>
        public override string ToString() => _text.ToStringAndClear();
    }
}
