using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.VirtualBench.Serial;

/// <summary>
/// A serial cable without hardware: a pseudo-terminal of Linux (pty(7)), raw, with the board at this end and any program at the
/// other, which opens <see cref="Path"/> as it would open /dev/ttyUSB0. What is written while nobody reads is dropped, as by a
/// UART.
/// </summary>
public sealed class PseudoTerminal : ISerialLine, IDisposable
{
    private const int ReadWrite = 0x2;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int SetStatusFlags = 4;

    // More than any system's struct termios has.
    private const int TermiosRoom = 256;

    private readonly int _master;
    private readonly int _holding;
    private bool _disposed;

    /// <summary>Makes one.</summary>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    /// <exception cref="Win32Exception">The system gives none.</exception>
    public PseudoTerminal()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException(
                "A virtual serial port needs Linux. On another system use MQTT only, or a real board.");
        }

        _master = Checked(Native.OpenMaster(ReadWrite | NoControllingTerminal), "posix_openpt");
        Checked(Native.Grant(_master), "grantpt");
        Checked(Native.Unlock(_master), "unlockpt");
        byte[] name = new byte[128];
        if (Native.Name(_master, name, name.Length) != 0)
        {
            throw new Win32Exception("ptsname_r found no name for the pseudo-terminal.");
        }

        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));

        // Held open, so that the other side may come and go; raw before anyone writes, or what the board says would be echoed to
        // it.
        _holding = Checked(Native.Open(Path, ReadWrite | NoControllingTerminal), "open");
        byte[] termios = new byte[TermiosRoom];
        Checked(Native.GetAttributes(_holding, termios), "tcgetattr");
        Native.MakeRaw(termios);
        Checked(Native.SetAttributes(_holding, 0, termios), "tcsetattr");
        Checked(Native.Control(_master, SetStatusFlags, NonBlocking), "fcntl");
    }

    /// <summary>What a program opens at the other end: /dev/pts/N.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public unsafe int Read(byte[] buffer, int offset, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (byte* at = buffer.AsSpan(offset, count))
        {
            return Math.Max(0, (int)Native.Read(_master, at, count));
        }
    }

    /// <inheritdoc/>
    public unsafe void Write(byte[] buffer, int offset, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (byte* at = buffer.AsSpan(offset, count))
        {
            for (int done = 0; done < count;)
            {
                int written = (int)Native.Write(_master, at + done, count - done);
                if (written <= 0)
                {
                    return;
                }

                done += written;
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = Native.Close(_holding);
            _ = Native.Close(_master);
        }
    }

    private static int Checked(int result, string call) => result >= 0
        ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    private static unsafe class Native
    {
        [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int OpenMaster(int flags);

        [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Grant(int fd);

        [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Unlock(int fd);

        [DllImport("libc", EntryPoint = "ptsname_r")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Name(int fd, byte[] name, nint length);

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int GetAttributes(int fd, byte[] termios);

        [DllImport("libc", EntryPoint = "cfmakeraw")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern void MakeRaw(byte[] termios);

        [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SetAttributes(int fd, int action, byte[] termios);

        [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Control(int fd, int command, int argument);

        [DllImport("libc", EntryPoint = "read", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint Read(int fd, byte* buffer, nint count);

        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint Write(int fd, byte* buffer, nint count);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int fd);
    }
}
