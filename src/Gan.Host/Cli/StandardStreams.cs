using System.Text;

namespace Gan.Host.Cli;

/// <summary>
/// Standard output and standard error of the process, which may be full, closed or a terminal that was hung up: work goes on without
/// them, and at its end what standard output has lost is told. A reader that has had enough, as <c>head</c> has, is no failure.
/// </summary>
internal static class StandardStreams
{
    /// <summary>Runs the program with them.</summary>
    /// <param name="program">Returns its exit code.</param>
    /// <returns>The same exit code; another if all was done but for what is printed.</returns>
    public static int Run(Func<int> program)
    {
        // Both before anything else is opened: it would be given the number of one that is closed.
        var (output, error) = (new Lossy(() => Console.Out), new Lossy(() => Console.Error));
        Console.SetOut(output);
        Console.SetError(error);
        var exitCode = program();
        if (exitCode != ExitCode.Done || output.Lost is not { } reason)
            return exitCode;
        error.WriteLine($"Standard output cannot be written: {reason}. Files that were asked for are written: run again with the output "
            + $"directed elsewhere, or with more room, for what is printed.");
        return ExitCode.Unreadable;
    }

    // Drops what cannot be written, and remembers why.
    private sealed class Lossy : TextWriter
    {
        private readonly TextWriter _writer = Null;
        private readonly string? _closed;

        public Lossy(Func<TextWriter> open)
        {
            try
            {
                _writer = open();
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                _closed = Reason(cause);
            }
        }

        public string? Lost { get; private set; }

        public override Encoding Encoding => _writer.Encoding;

        public override void Write(char value) => Try(() => _writer.Write(value));

        public override void Write(string? value) => Try(() => _writer.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => _writer.Write(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void WriteLine(string? value) => Try(() => _writer.WriteLine(value));

        public override void Flush() => Try(_writer.Flush);

        private void Try(Action write)
        {
            Lost ??= _closed;
            try
            {
                write();
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                Lost ??= Reason(cause);
            }
        }

        private static string Reason(Exception cause) => (cause.InnerException ?? cause).Message.TrimEnd('.');
    }
}
