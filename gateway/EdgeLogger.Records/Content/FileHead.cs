using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Content;

/// <summary>The first lines of a file as text, and how its bytes become text.</summary>
internal sealed class FileHead
{
    private const int HeadBytes = 256 * 1024;
    private const int FileBufferBytes = 128 * 1024;

    private readonly bool _zipped;
    private readonly Encoding? _wide;

    private FileHead(bool zipped, Encoding? wide, List<string> lines, byte lineEnd)
    {
        _zipped = zipped;
        _wide = wide;
        Lines = lines;
        LineEnd = lineEnd;
    }

    /// <summary>Whole lines at the beginning, without a byte order mark.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>What ends a line: a line feed, or the carriage return of files without line feeds.</summary>
    public byte LineEnd { get; }

    /// <exception cref="RecordFormatException">The file is binary, or has no lines.</exception>
    public static FileHead Read(string path)
    {
        bool zipped = IsGzip(path);
        byte[] bytes = new byte[HeadBytes];
        int count;
        using (Stream stream = OpenBytes(path, zipped))
        {
            count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        ReadOnlySpan<byte> head = bytes.AsSpan(0, count);
        Encoding? wide = WideEncodingOf(head);
        BinaryFile.Refuse(head, isWide: wide is not null);
        string text = Decode(head, wide);
        char end = text.Contains('\n', StringComparison.Ordinal) || !text.Contains('\r', StringComparison.Ordinal) ? '\n' : '\r';
        return new FileHead(zipped, wide, LinesOf(text, end, whole: count < bytes.Length), (byte)end);
    }

    /// <summary>The file from its beginning, as UTF-8 or Latin-1 bytes.</summary>
    public Stream Open(string path)
    {
        Stream bytes = OpenBytes(path, _zipped);
        return _wide is null ? bytes : Encoding.CreateTranscodingStream(bytes, _wide, Encoding.UTF8);
    }

    private static bool IsGzip(string path)
    {
        using FileStream file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static Stream OpenBytes(string path, bool zipped)
    {
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferBytes, FileOptions.SequentialScan);
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <returns>UTF-16 by its mark or, without one, by the zero byte of an ASCII first letter; null for bytes that hold
    /// ASCII.</returns>
    private static Encoding? WideEncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 2)
        {
            return null;
        }

        bool hasMark = (head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF);
        if (!hasMark && (head.Length < 4 || (head[0] == 0) != (head[2] == 0) || (head[1] == 0) != (head[3] == 0)))
        {
            return null;
        }

        if ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] != 0 && head[1] == 0))
        {
            return Encoding.Unicode;
        }

        return (head[0] == 0xFE && head[1] == 0xFF) || (head[0] == 0 && head[1] != 0) ? Encoding.BigEndianUnicode : null;
    }

    private static string Decode(ReadOnlySpan<byte> head, Encoding? wide)
    {
        // The head may end inside a letter, so a few bytes of the last line do not speak against UTF-8.
        int last = head.LastIndexOf((byte)'\n');
        ReadOnlySpan<byte> whole = head[..(last + 1)];
        Encoding encoding = wide ?? (System.Text.Unicode.Utf8.IsValid(whole) ? Encoding.UTF8 : Encoding.Latin1);
        return encoding.GetString(head).TrimStart('\uFEFF');
    }

    private static List<string> LinesOf(string text, char lineEnd, bool whole)
    {
        var lines = new List<string>();
        int start = 0;
        for (int end = text.IndexOf(lineEnd, StringComparison.Ordinal); end >= 0; end = text.IndexOf(lineEnd, start))
        {
            lines.Add(text[start..end].TrimEnd('\r'));
            start = end + 1;
        }

        if (whole && start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return whole || lines.Count > 0
            ? lines
            : throw new RecordFormatException($"line 1 is longer than {HeadBytes} bytes: this is not a CSV file.");
    }
}
