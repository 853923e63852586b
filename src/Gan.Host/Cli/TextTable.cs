namespace Gan.Host.Cli;

/// <summary>Rows of text in columns.</summary>
internal static class TextTable
{
    private const string Between = "  ";

    /// <summary>Writes rows of equal length, every column as wide as its widest cell.</summary>
    /// <param name="output">Takes a line a row.</param>
    /// <param name="rows">One at least.</param>
    /// <param name="numbers">Whether all columns but the first stand to the right.</param>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows, bool numbers = false)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join(Between, row.Select((cell, column) => numbers && column > 0
                ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}
