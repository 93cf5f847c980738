using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace EdgeLogger.Files.Sqlite;

/// <summary>
/// Whether the file that a connection has open is still the one at its path, and was written by SQLite only: by the file's
/// identity, its size and SQLite's header. Times of the file system do not count: a backup or a person may touch them. The header
/// is read by the connection's own handle, because closing another one would free the locks that SQLite has on the file. On
/// Windows an open file cannot be replaced.
/// </summary>
public sealed unsafe partial class SqliteFileWatch
{
    private const int HeaderLength = 100;
    private const int MagicAndPageSizeEnd = 18;
    private const int ChangeCounterAt = 24;
    private const int PageCountAt = 28;
    private const int ApplicationIdAt = 68;

    private const int FilePointer = 7;
    private const int HasMovedCode = 20;
    private const int ShortRead = 522;

    private readonly sqlite3 _connection;
    private readonly string _path;
    private readonly bool _isOnlyWriter;
    private readonly bool _hadWal;
    private readonly WalFile? _wal;
    private readonly byte[] _header = new byte[HeaderLength];
    private long _length;

    /// <param name="connection">The connection. It stays open for as long as this is used.</param>
    /// <param name="path">The file.</param>
    /// <param name="isOnlyWriter">Nobody but this connection writes the main file, and it calls <see cref="NoteOwnWrite"/>; else
    /// others may add to it by SQLite.</param>
    /// <param name="walLimit">The connection's `journal_size_limit`, bytes; used where it is the only writer.</param>
    public SqliteFileWatch(sqlite3 connection, string path, bool isOnlyWriter, long walLimit = 0)
    {
        _connection = connection;
        _path = path;
        _isOnlyWriter = isOnlyWriter;
        _hadWal = File.Exists(path + "-wal");
        _wal = isOnlyWriter ? new WalFile(path + "-wal", walLimit) : null;
        NoteOwnWrite();
    }

    /// <summary>The owner has written the main file: with a write-ahead log, only a checkpoint does that.</summary>
    public void NoteOwnWrite()
    {
        if (!OperatingSystem.IsWindows())
        {
            _length = Read(_header);
        }
    }

    /// <summary>
    /// What another program did to the file; null if nothing. Some calls of the file system; nothing is opened.
    /// </summary>
    public TakenFile? Look()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        int hasMoved = 0;
        if (FileControl(_connection, "main", HasMovedCode, &hasMoved) == raw.SQLITE_OK && hasMoved != 0)
        {
            return new TakenFile($"{_path} was removed, renamed or replaced by another program.", CanBeRescued: true);
        }

        if (_hadWal && !File.Exists(_path + "-wal"))
        {
            return new TakenFile($"{_path}-wal was removed by another program.", CanBeRescued: true);
        }

        if (_wal?.Look() is { } takenWal)
        {
            return takenWal;
        }

        Span<byte> now = stackalloc byte[HeaderLength];
        long length = Read(now);
        if (!(_isOnlyWriter ? IsAsItWas(now, length) : HasOnlyGrown(now, length)))
        {
            return new TakenFile($"{_path} was written by another program.", CanBeRescued: false);
        }

        now.CopyTo(_header);
        _length = length;
        return null;
    }

    private bool IsAsItWas(ReadOnlySpan<byte> now, long length) => length == _length && now.SequenceEqual(_header);

    // Another connection's checkpoints are lawful: they add pages and count, and never go back.
    private bool HasOnlyGrown(ReadOnlySpan<byte> now, long length) =>
        length >= _length
        && now[..MagicAndPageSizeEnd].SequenceEqual(_header.AsSpan(0, MagicAndPageSizeEnd))
        && Number(_header, ApplicationIdAt) is var id && (id == 0 || id == Number(now, ApplicationIdAt))
        && Number(now, ChangeCounterAt) >= Number(_header, ChangeCounterAt)
        && Number(now, PageCountAt) >= Number(_header, PageCountAt);

    private static uint Number(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt32BigEndian(header[at..]);

    // The file's length; 0, and a header of zeroes, if it cannot be read.
    private long Read(Span<byte> header)
    {
        header.Clear();
        SqliteFile* file = null;
        if (FileControl(_connection, "main", FilePointer, &file) != raw.SQLITE_OK || file is null || file->Methods is null)
        {
            return 0;
        }

        long length = 0;
        int read;
        fixed (byte* into = header)
        {
            read = file->Methods->Read(file, into, header.Length, 0);
        }

        return read is raw.SQLITE_OK or ShortRead && file->Methods->FileSize(file, &length) == raw.SQLITE_OK ? length : 0;
    }

    // SQLitePCL does not offer this call of the library that it brings.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(sqlite3 connection, string name, int operation, void* answer);

    /// <summary>`sqlite3_file`, as sqlite3.h has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SqliteFile
    {
        public SqliteFileMethods* Methods;
    }

    /// <summary>The begin of `sqlite3_io_methods`, as sqlite3.h has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SqliteFileMethods
    {
        public int Version;
        public void* Close;
        public delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Read;
        public void* Write;
        public void* Truncate;
        public void* Sync;
        public delegate* unmanaged[Cdecl]<SqliteFile*, long*, int> FileSize;
    }
}

/// <summary>An open file that another program has removed, replaced or written.</summary>
/// <param name="Problem">What happened, a sentence about the path.</param>
/// <param name="CanBeRescued">All that was written is still in the open file, and can be copied from it.</param>
public sealed record TakenFile(string Problem, bool CanBeRescued);
