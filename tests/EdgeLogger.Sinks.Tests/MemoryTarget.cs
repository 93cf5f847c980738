using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Tests;

/// <summary>A server in memory whose answers a test decides. It keeps the lines of every batch it accepts.</summary>
internal sealed class MemoryTarget : ILineTarget
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    /// <summary>Answers to a batch of lines. Default: accepted.</summary>
    public Func<string[], WriteOutcome> Answer { get; set; } = _ => WriteOutcome.Accepted;

    /// <summary>Batches seen.</summary>
    public int Attempts { get; private set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The lines without doubles: what a server that overwrites a point with itself would hold.</summary>
    public IReadOnlyList<string> DistinctLines => [.. Lines.Distinct()];

    public bool TakesGzip => false;

    public Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken)
    {
        string[] lines = Encoding.UTF8.GetString(batch.Lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lock (_gate)
        {
            Attempts++;
            WriteOutcome outcome = Answer(lines);
            if (outcome.Verdict == WriteVerdict.Accepted)
            {
                _lines.AddRange(lines);
            }

            return Task.FromResult(outcome);
        }
    }

    /// <summary>Answers to a deletion. Default: accepted, and the lines go.</summary>
    public Func<PointDeletion, WriteOutcome> Deleting { get; set; } = _ => WriteOutcome.Accepted;

    public Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            WriteOutcome outcome = Deleting(points);
            if (outcome.Verdict == WriteVerdict.Accepted)
            {
                _lines.RemoveAll(line => line.Contains($",cell={points.Cell},", StringComparison.Ordinal)
                    && line.Contains($",test={points.Test} ", StringComparison.Ordinal)
                    && (points.Samples.Count > 0 || !line.StartsWith("el_sample", StringComparison.Ordinal)));
            }

            return Task.FromResult(outcome);
        }
    }

    public void Dispose()
    {
    }
}
