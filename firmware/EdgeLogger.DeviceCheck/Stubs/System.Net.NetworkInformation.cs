namespace System.Net.NetworkInformation;

public class NetworkInterface
{
    public extern string IPv4Address { get; }

    public extern byte[] PhysicalAddress { get; set; }

    public static extern NetworkInterface[] GetAllNetworkInterfaces();
}
