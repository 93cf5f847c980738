using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>Ends a mosquitto that a killed gateway left behind on our folder. Called while the folder's lock is ours.</summary>
internal static class StaleMosquitto
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task EndAsync(MosquittoFiles files, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (ReadProcessId(files.ProcessId) is not { } processId || !IsOurs(processId, files.Configuration))
        {
            return;
        }

        UnixSignal.Send(processId, UnixSignal.Terminate);
        long start = timeProvider.GetTimestamp();
        while (IsOurs(processId, files.Configuration))
        {
            if (timeProvider.GetElapsedTime(start) > Patience)
            {
                UnixSignal.Send(processId, UnixSignal.Kill);
            }

            await Task.Delay(Pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Process ids are used again: only a mosquitto that was started with our very configuration file is ours to end.
    /// </summary>
    internal static bool IsOurs(int processId, string configurationFile)
    {
        try
        {
            string[] arguments = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{processId}/cmdline")).Split('\0');
            return Path.GetFileName(arguments[0]) == "mosquitto" && Array.IndexOf(arguments, configurationFile) > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int? ReadProcessId(string file)
    {
        try
        {
            string text = File.ReadAllText(file).Trim();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int processId) && processId > 1
                ? processId
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
