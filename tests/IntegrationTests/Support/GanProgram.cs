using System.Text;
using Gan.Host.Cli;

namespace Gan.IntegrationTests.Support;

/// <summary>The exit code of the program that has ended, and what it printed.</summary>
public sealed record GanResult(int ExitCode, string Output, string Error);

/// <summary>
/// The real program, from its command line to its exit code, within the test process: nothing is compiled or loaded anew for each test. Several run
/// beside each other, each with what it prints for itself.
/// </summary>
public static class GanProgram
{
    private static readonly AsyncLocal<(TextWriter Output, TextWriter Error)?> Printed = new();

    private static readonly Lazy<bool> Prepared = new(() =>
    {
        Console.SetOut(new Router(Console.Out, printed => printed.Output));
        Console.SetError(new Router(Console.Error, printed => printed.Error));
        return true;
    });

    /// <summary>Runs the program to its end.</summary>
    public static GanResult Run(params string[] args)
    {
        _ = Prepared.Value;
        var (output, error) = (new StringWriter(), new StringWriter());
        Printed.Value = (TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        try
        {
            var exitCode = GanCommandLine.Run(args);
            return new GanResult(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Printed.Value = null;
        }
    }

    /// <summary>Runs the program, which has to end with 0.</summary>
    public static void Done(params string[] args)
    {
        var result = Run(args);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    // Writes for whoever runs on this thread, or began the work that does.
    private sealed class Router(TextWriter process, Func<(TextWriter Output, TextWriter Error), TextWriter> choose) : TextWriter
    {
        public override Encoding Encoding => process.Encoding;

        private TextWriter Now => Printed.Value is { } printed ? choose(printed) : process;

        public override void Write(char value) => Now.Write(value);

        public override void Write(string? value) => Now.Write(value);

        public override void Write(char[] buffer, int index, int count) => Now.Write(buffer, index, count);

        public override void Write(ReadOnlySpan<char> buffer) => Now.Write(buffer);

        public override void WriteLine(string? value) => Now.WriteLine(value);

        public override void Flush() => Now.Flush();
    }
}
