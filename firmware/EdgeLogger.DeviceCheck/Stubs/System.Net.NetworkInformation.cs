namespace System.Net.NetworkInformation;

public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);

public class NetworkInterface
{
    public extern string IPv4Address { get; }

    public extern byte[] PhysicalAddress { get; set; }

    public static extern NetworkInterface[] GetAllNetworkInterfaces();
}

public class NetworkAvailabilityEventArgs : EventArgs
{
    public extern bool IsAvailable { get; }
}

public static class NetworkChange
{
    public static extern event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged;
}

public class Wireless80211Configuration
{
    public extern Wireless80211Configuration(uint id);

    [Flags]
    public enum ConfigurationOptions : byte
    {
        AutoConnect = 6,
    }

    public extern ConfigurationOptions Options { get; set; }

    public extern string Password { get; set; }

    public extern string Ssid { get; set; }

    public static extern Wireless80211Configuration[] GetAllWireless80211Configurations();
}
