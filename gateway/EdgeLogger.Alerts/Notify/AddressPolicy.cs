using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace EdgeLogger.Alerts.Notify;

/// <summary>
/// Which addresses a notifier may connect to. Anyone who can have a name resolve as they like, or answers a notice with a
/// redirect, must not reach services that trust this machine (loopback), or that hand out a cloud machine's credentials
/// (link-local and metadata addresses). A lab's private networks are where its servers are, and are allowed.
/// </summary>
public sealed class AddressPolicy(IReadOnlyList<IPNetwork> allowed)
{
    private static readonly (IPNetwork Network, string What)[] Special =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "this machine itself"),
        (IPNetwork.Parse("::1/128"), "this machine itself"),
        (IPNetwork.Parse("0.0.0.0/8"), "this machine itself"),
        (IPNetwork.Parse("::/128"), "this machine itself"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local, where clouds keep their metadata"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fd00:ec2::/32"), "a cloud's metadata"),
        (IPNetwork.Parse("100.100.100.200/32"), "a cloud's metadata"),
        (IPNetwork.Parse("168.63.129.16/32"), "a cloud's metadata"),
        (IPNetwork.Parse("192.0.0.192/32"), "a cloud's metadata"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "translated to an IPv4 address that only the network knows"),
        (IPNetwork.Parse("2001::/32"), "a Teredo tunnel to an IPv4 address"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("255.255.255.255/32"), "broadcast"),
    ];

    /// <summary>Why this address is refused; null if it is not.</summary>
    public string? WhyRefused(IPAddress address)
    {
        address = Plain(address);
        if (allowed.Any(network => network.Contains(address)))
        {
            return null;
        }

        string? what = Special.Where(special => special.Network.Contains(address)).Select(special => special.What)
            .FirstOrDefault();
        return what is null ? null : $"{address} is {what}; allow-addresses in the rules file can allow it";
    }

    // An IPv4 address has several disguises in IPv6: mapped (::ffff:), translated (::ffff:0:), compatible (::a.b.c.d), 6to4
    // (2002:) and NAT64 (64:ff9b::).
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        if (bytes[0] == 0x20 && bytes[1] == 0x02)
        {
            return new IPAddress(bytes.AsSpan(2, 4));
        }

        bool isNat64 = bytes.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]);
        bool isTranslated = bytes.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]);
        bool isCompatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12).IndexOfAnyExcept((byte)0) >= 0
            && !address.Equals(IPAddress.IPv6Loopback);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : isNat64 || isTranslated
            || isCompatible ? new IPAddress(bytes.AsSpan(12)) : address;
    }
}
