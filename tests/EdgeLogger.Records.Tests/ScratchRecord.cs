using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

/// <summary>A record in a file of its own that is read to its end.</summary>
internal sealed class ScratchRecord : IDisposable
{

    public ScratchRecord(string text, Encoding? encoding = null)
        : this([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)])
    {
    }

    public ScratchRecord(byte[] bytes)
    {
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public string Format { get; private set; } = "";

    public IReadOnlyList<string> Notes { get; private set; } = [];

    public void Dispose() => File.Delete(Path);

    public static List<RecordRow> RowsOf(string text)
    {
        using var record = new ScratchRecord(text);
        return record.Rows();
    }

    public static string RefusalOf(string text)
    {
        using var record = new ScratchRecord(text);
        return record.Refusal();
    }

    public List<RecordRow> Rows(CurrentSign sign = CurrentSign.FromFormat)
    {
        using RecordFile file = RecordFile.Open(Path, sign);
        var rows = new List<RecordRow>();
        while (file.TryRead(out RecordRow row))
        {
            rows.Add(row);
        }

        Format = file.Format;
        Notes = file.Notes;
        return rows;
    }

    /// <summary>The message of a file that is refused, with the path as "FILE".</summary>
    public string Refusal() =>
        Assert.Throws<RecordFormatException>(() => Rows()).Message.Replace(Path, "FILE", StringComparison.Ordinal);
}
