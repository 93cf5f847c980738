using System;

namespace EdgeLogger.Records.Rows;

/// <summary>
/// A file is not a record, or not in one place. The message names the file, the line, the column and what stands there.
/// </summary>
public sealed class RecordFormatException : FormatException
{
    public RecordFormatException()
    {
    }

    public RecordFormatException(string message)
        : base(message)
    {
    }

    public RecordFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
