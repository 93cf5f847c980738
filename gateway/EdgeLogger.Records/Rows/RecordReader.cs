using System;
using System.Collections.Generic;

namespace EdgeLogger.Records.Rows;

/// <summary>Rows of one layout of file.</summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>What is noted of a last line without an end that cannot be read: its writer was stopped in it.</summary>
    protected const string CutOffNote = "the last line is cut off and was left out";

    /// <summary>Name of the layout, as the documentation calls it.</summary>
    public abstract string Format { get; }

    /// <summary>What was concluded about the file beyond its header; may grow while rows are read.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>Number of the line read last, from 1.</summary>
    public abstract long LineNumber { get; }

    /// <summary>The last place to which currents are written so far, A; 0 if they are too coarse to have been measured.</summary>
    public abstract double CurrentResolutionA { get; }

    /// <exception cref="RecordFormatException">A line is malformed. The message begins with what is wrong, not with
    /// where.</exception>
    public abstract bool TryRead(out RecordRow row);

    public abstract void Dispose();
}
