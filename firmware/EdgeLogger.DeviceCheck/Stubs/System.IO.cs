namespace System.IO;

public enum FileMode
{
    Create = 2,
    Open = 3,
    OpenOrCreate = 4,
}

public enum FileAccess
{
    Read = 1,
    ReadWrite = 3,
}

public enum SeekOrigin
{
    Begin = 0,
}

public abstract class Stream : IDisposable
{
    public abstract void Flush();

    public extern void Dispose();
}

public class FileStream : Stream
{
    public extern FileStream(string path, FileMode mode, FileAccess access);

    public extern long Length { get; }

    public override extern void Flush();

    public extern int Read(byte[] buffer, int offset, int count);

    public extern long Seek(long offset, SeekOrigin origin);

    public extern void Write(byte[] buffer, int offset, int count);

    public extern void WriteByte(byte value);
}

public static class File
{
    public static extern bool Exists(string path);

    public static extern void Delete(string path);
}

public class DirectoryInfo
{
}

public static class Directory
{
    public static extern bool Exists(string path);

    public static extern DirectoryInfo CreateDirectory(string path);
}

public sealed class DriveInfo
{
    public extern DriveInfo(string driveName);

    public extern long TotalSize { get; set; }
}
