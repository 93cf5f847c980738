using System;
using System.Device.Wifi;
using System.Threading;

namespace nanoFramework.Networking;

public static class WifiNetworkHelper
{
    public static extern Exception HelperException { get; }

    public static extern bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = 0,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default);

    public static extern bool Reconnect(
        bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default);
}

public class Sntp
{
    public static extern string Server2 { get; set; }

    public static extern void Start();
}
