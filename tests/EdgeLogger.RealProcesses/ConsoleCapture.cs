using System;
using System.IO;
using System.Text;
using System.Threading;

namespace EdgeLogger.RealProcesses;

/// <summary>
/// What one asynchronous flow writes to the console of this process; other flows write beside it to where they did.
/// </summary>
internal sealed class ConsoleCapture : IDisposable
{
    private static readonly AsyncLocal<ConsoleCapture?> Current = new();

    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    static ConsoleCapture()
    {
        Console.SetOut(new Router(Console.Out, capture => capture._output));
        Console.SetError(new Router(Console.Error, capture => capture._errors));
    }

    public ConsoleCapture() => Current.Value = this;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public void Dispose() => Current.Value = null;

    private static string Read(StringWriter writer)
    {
        lock (writer)
        {
            return writer.ToString();
        }
    }

    private sealed class Router(TextWriter usual, Func<ConsoleCapture, StringWriter> choose) : TextWriter
    {
        public override Encoding Encoding => usual.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(ReadOnlySpan<char> buffer)
        {
            TextWriter writer = Current.Value is { } capture ? choose(capture) : usual;
            lock (writer)
            {
                writer.Write(buffer);
            }
        }

        public override void Flush() => usual.Flush();
    }
}
