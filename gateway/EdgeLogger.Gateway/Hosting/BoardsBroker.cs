using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Where boards find the broker.</summary>
internal static class BoardsBroker
{
    private const string ThisMachine = "127.0.0.1";

    /// <summary>Its address as boards have to be given it.</summary>
    /// <param name="options">How the gateway was started.</param>
    /// <param name="own">The built-in broker; null: there is none.</param>
    public static BrokerAddress Of(GatewayOptions options, OwnBroker? own)
    {
        if (own is null)
        {
            return new BrokerAddress(options.ExternalBroker!.Host, options.ExternalBroker.Host, options.ExternalBroker.Port,
                IsOwn: false);
        }

        BrokerListening listening = options.Listening;
        int port = listening.NoPlaintext ? own.TlsPort!.Value : own.Port;
        bool isEverywhere = IPAddress.TryParse(listening.Address, out IPAddress? address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
        (string host, string localHost) = isEverywhere
            ? (NetworkAddress() ?? ThisMachine, ThisMachine)
            : (listening.Address, listening.Address);
        return new BrokerAddress(host, localHost, port, IsOwn: true)
        { AuthorityFile = listening.NoPlaintext ? own.AuthorityFile : null };
    }

    // The address on the network that leads on to others, if there is one.
    private static string? NetworkAddress()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus == OperationalStatus.Up
                    && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(network => network.GetIPProperties())
                .OrderByDescending(network => network.GatewayAddresses.Count > 0)
                .SelectMany(network => network.UnicastAddresses)
                .FirstOrDefault(each => each.Address.AddressFamily == AddressFamily.InterNetwork)?.Address.ToString();
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }
}
