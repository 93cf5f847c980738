using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>Signals to a process of ours: .NET can only kill.</summary>
internal static partial class UnixSignal
{
    public const int Hangup = 1;
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int NoSuchProcess = 3;

    /// <returns>False where there is no such process.</returns>
    /// <exception cref="Win32Exception">Not allowed.</exception>
    public static bool Send(int processId, int signal)
    {
        if (NativeKill(processId, signal) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NativeKill(int processId, int signal);
}
