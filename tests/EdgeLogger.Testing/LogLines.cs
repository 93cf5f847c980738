using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Testing;

/// <summary>What a gateway in this process writes to its log.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _more = new(0);

    /// <summary>All lines so far, of every level.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Waits until a line contains this text, also if that was long ago.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (!All.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            await _more.WaitAsync(cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        lock (_lines)
        {
            _lines.Add(formatter(state, exception));
        }

        _more.Release();
    }

    public void Dispose() => _more.Dispose();
}
