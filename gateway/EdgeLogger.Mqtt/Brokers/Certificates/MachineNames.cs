using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EdgeLogger.Mqtt.Brokers.Certificates;

/// <summary>The names and addresses by which clients may reach this machine; its certificate is for all of them.</summary>
public static class MachineNames
{
    private static readonly string[] Always = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Those there are now: the host's name, alone and with .local, localhost, and the addresses of its interfaces.
    /// </summary>
    /// <param name="further">Others, such as a name that only the lab's name server knows.</param>
    public static IReadOnlySet<string> Read(IEnumerable<string> further)
    {
        string host = Dns.GetHostName();
        string first = host.Split('.')[0];
        string[] hosts = [host, first, first + ".local"];
        return Always.Concat(hosts.Where(IsName)).Concat(Addresses()).Concat(further).Select(Plain)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a certificate can be for it: a name in ASCII, or an address.</summary>
    public static bool IsName(string text) =>
        text.All(char.IsAscii) && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    // One spelling of each, so that those of a certificate compare with it.
    private static string Plain(string name) =>
        IPAddress.TryParse(name, out IPAddress? address) ? address.ToString() : name.TrimEnd('.').ToLowerInvariant();

    private static IEnumerable<string> Addresses()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus == OperationalStatus.Up)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(each => each.Address)
                .Where(address => address is { AddressFamily: AddressFamily.InterNetwork } or { IsIPv6LinkLocal: false })
                .Select(address => new IPAddress(address.GetAddressBytes()).ToString());
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
