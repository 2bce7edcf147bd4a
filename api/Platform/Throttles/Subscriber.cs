using System.Net;
using System.Net.Sockets;

namespace IdBellen.Api.Throttles;

/// <summary>Who is behind a network address, as far as throttles can tell.</summary>
public static class Subscriber
{
    private const int PrefixLength = 64;

    /// <summary>An IPv4 address as it is; of an IPv6 address its /64, because a household has one, and in it any number of addresses (RFC 6177).</summary>
    /// <param name="address">Null counts as one subscriber.</param>
    public static IPAddress Of(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes()[..(PrefixLength / 8)], .. new byte[PrefixLength / 8]]),
        _ => address,
    };
}
