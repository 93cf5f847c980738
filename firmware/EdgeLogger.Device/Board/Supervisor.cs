using System.Threading;
using nanoFramework.Runtime.Native;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Restarts the board when the main thread does not beat any more: nanoFramework gives no access to the hardware's watchdog.
/// </summary>
public sealed class Supervisor
{
    private const int LookEveryMs = 10_000;
    private const int SilentLooks = 12;

    private int _beats;

    /// <summary>The main thread lives.</summary>
    public void Beat() => _beats++;

    /// <summary>Begins to watch. Returns at once.</summary>
    public void Start()
    {
        Thread watcher = new Thread(Run);
        watcher.Priority = ThreadPriority.AboveNormal;
        watcher.Start();
    }

    private void Run()
    {
        int seen = _beats;
        int silent = 0;
        while (silent < SilentLooks)
        {
            Thread.Sleep(LookEveryMs);
            silent = _beats == seen ? silent + 1 : 0;
            seen = _beats;
        }

        Power.RebootDevice();
    }
}
