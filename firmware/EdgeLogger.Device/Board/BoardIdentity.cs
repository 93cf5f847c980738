using System.Net.NetworkInformation;
using System.Text;

namespace EdgeLogger.Device.Board;

/// <summary>What is different on every board: the address of its network interface.</summary>
public static class BoardIdentity
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>The board's id while nothing is configured: "board-" and the address.</summary>
    public static string DefaultId()
    {
        byte[] address = Address();
        StringBuilder id = new StringBuilder();
        id.Append("board-");
        for (int i = 0; i < address.Length; i++)
        {
            id.Append(HexDigits[address[i] >> 4]);
            id.Append(HexDigits[address[i] & 15]);
        }

        return id.ToString();
    }

    /// <summary>Different on every board and at every start.</summary>
    public static ulong Entropy(DeviceClock clock)
    {
        byte[] address = Address();
        ulong entropy = 0;
        for (int i = 0; i < address.Length; i++)
        {
            entropy = (entropy << 8) | address[i];
        }

        return entropy ^ ((ulong)clock.UptimeUs << 24) ^ (ulong)clock.UnixUs;
    }

    private static byte[] Address()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        return interfaces.Length > 0 ? interfaces[0].PhysicalAddress : new byte[0];
    }
}
