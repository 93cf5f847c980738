using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.Records.Content;
using EdgeLogger.Records.Plain;
using EdgeLogger.Records.Rows;
using EdgeLogger.Records.Table;

namespace EdgeLogger.Records;

/// <summary>
/// A recorded cell: a plain CSV file with time_s, voltage_V and current_A, or a text export of a cycler. Which of them, and
/// whether it is compressed, is recognised by the content, never by the name. Only time, voltage, current, temperature and, where
/// the current has no sign, the state are read. Rows are streamed; nothing is allocated per row.
/// </summary>
public sealed class RecordFile : IDisposable
{
    private readonly string _path;
    private readonly RecordReader _reader;

    private RecordFile(string path, RecordReader reader)
    {
        _path = path;
        _reader = reader;
    }

    /// <summary>Name of the format that was recognised, such as "plain CSV" or "Maccor".</summary>
    public string Format => _reader.Format;

    /// <summary>
    /// What was concluded beyond the header, in words: where the sign or the time came from. Complete after the last row.
    /// </summary>
    public IReadOnlyList<string> Notes => _reader.Notes;

    /// <summary>
    /// The last place to which currents are written so far, A: a cycler's resolution is not finer. 0 if they are too coarse to
    /// have been measured.
    /// </summary>
    public double CurrentResolutionA => _reader.CurrentResolutionA;

    /// <summary>Opens a record and reads its header.</summary>
    /// <param name="path">The file; it must be seekable.</param>
    /// <param name="sign">Direction of positive current, where the format's own convention is not to be trusted.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="RecordFormatException">It is in no known format; the message says what was found and what is
    /// wanted.</exception>
    public static RecordFile Open(string path, CurrentSign sign = CurrentSign.FromFormat)
    {
        if (Directory.Exists(path))
        {
            throw new RecordFormatException($"{path}: this is a folder. Name one of the files in it.");
        }

        Stream? stream = null;
        try
        {
            var head = FileHead.Read(path);
            stream = head.Open(path);
            var lines = new LineReader(stream, head.LineEnd);
            return new RecordFile(path, IsPlain(head) ? new PlainReader(lines, sign) : TableReader.Open(head, lines, sign));
        }
        catch (Exception wrong) when (wrong is RecordFormatException or InvalidDataException)
        {
            stream?.Dispose();
            throw new RecordFormatException($"{path}: {wrong.Message}", wrong);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row; blank lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordFormatException">
    /// A number is malformed, a line is too short, or, at the end, the voltage contradicts the sign of the current.
    /// </exception>
    public bool TryRead(out RecordRow row)
    {
        try
        {
            return _reader.TryRead(out row);
        }
        catch (RecordFormatException wrong)
        {
            throw new RecordFormatException($"{_path}:{_reader.LineNumber}: {wrong.Message}", wrong);
        }
        catch (InvalidDataException damaged)
        {
            string where = $"{_path}:{_reader.LineNumber}";
            throw new RecordFormatException($"{where}: the compressed data is damaged here: {damaged.Message}", damaged);
        }
    }

    public void Dispose() => _reader.Dispose();

    private static bool IsPlain(FileHead head) => head.Lines.Count > 0 && RecordColumns.AreIn(head.Lines[0]);
}
