using nanoFramework.Networking;

namespace EdgeLogger.Device.Board;

/// <summary>Sets the system's clock from the network.</summary>
public static class NetworkTime
{
    /// <summary>Asks the servers from now on, first those of the library, then the broker's machine.</summary>
    public static void Start(string brokerHost)
    {
        if (brokerHost.Length > 0)
        {
            Sntp.Server2 = brokerHost;
        }

        Sntp.Start();
    }
}
