using System;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// What a cycler's text export calls its columns. Each list is in the order of preference; the first that is there is read.
/// </summary>
internal abstract class RecordFormat
{
    public abstract string Name { get; }

    /// <summary>What a file of this format has, for the message about a file that has not.</summary>
    public abstract string Wanted { get; }

    /// <summary>Time since the start of the test.</summary>
    public abstract ColumnChoice[] TotalTime { get; }

    /// <summary>Dates with times of day.</summary>
    public abstract string[] Date { get; }

    /// <summary>Time since the start of the step, for files that have no other.</summary>
    public virtual ColumnChoice[] StepTime => [];

    public abstract ColumnChoice[] Voltage { get; }

    public abstract ColumnChoice[] Current { get; }

    public abstract string[] Temperature { get; }

    /// <summary>The state, where the format may write currents without sign; empty where it never does.</summary>
    public virtual string[] State => [];

    /// <summary>Records are indented under their steps and cycles, whose rows are passed over.</summary>
    public virtual bool MayNest => false;

    /// <summary>The header says volts even where the export was set to milliampere and millivolt.</summary>
    public virtual bool MayHideMillivolts => false;

    /// <summary>Whether a header has marks of this format besides time, voltage and current, which all formats have.</summary>
    public abstract bool IsMarked(HeaderCell[] cells);

    public virtual FlowDirection DirectionOf(ReadOnlySpan<byte> state) => FlowDirection.Unknown;

    /// <summary>How many of the names stand in the header.</summary>
    protected static int Count(HeaderCell[] cells, params ReadOnlySpan<string> names)
    {
        int count = 0;
        foreach (HeaderCell cell in cells)
        {
            count += names.Contains(cell.Name) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a column of one of the names writes its unit in the style.</summary>
    protected static bool HasStyle(HeaderCell[] cells, CellStyle style, params ReadOnlySpan<string> names)
    {
        foreach (HeaderCell cell in cells)
        {
            if (cell.Style == style && names.Contains(cell.Name))
            {
                return true;
            }
        }

        return false;
    }
}
