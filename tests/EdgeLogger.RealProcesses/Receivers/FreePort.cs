using System.Net;
using System.Net.Sockets;

namespace EdgeLogger.RealProcesses.Receivers;

public static class FreePort
{
    /// <summary>A loopback port that nobody listened on a moment ago.</summary>
    public static int Find()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
