using System;
using System.Device.Wifi;
using System.Threading;

namespace System.Net.NetworkInformation
{
    public class NetworkInterface
    {
        public extern string IPv4Address { get; }

        public extern byte[] PhysicalAddress { get; set; }

        public static extern NetworkInterface[] GetAllNetworkInterfaces();
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        public extern X509Certificate(string certificate);
    }

    public class X509Certificate2 : X509Certificate
    {
        public extern X509Certificate2(string rawData, string key, string password);
    }
}

namespace System.Device.Wifi
{
    public enum WifiReconnectionKind
    {
        Automatic = 0,
    }
}

namespace nanoFramework.Networking
{
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
    }

    public class Sntp
    {
        public static extern string Server2 { get; set; }

        public static extern void Start();
    }
}
