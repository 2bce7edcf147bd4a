using System.Net;
using System.Net.Sockets;

namespace IdBellen.Api.Platform.Throttles;

/// <summary>The subscriber behind a network address, as the unit of rate limits.</summary>
internal static class Subscriber
{
    private const int PrefixLength = 64;

    /// <summary>
    /// An IPv4 address unchanged, or the /64 prefix of an IPv6 address, because a household has one /64 with any number of addresses (RFC
    /// 6177).
    /// </summary>
    /// <param name="address">Null counts as one subscriber.</param>
    public static IPAddress Of(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. address.GetAddressBytes()[..(PrefixLength / 8)], .. new byte[PrefixLength / 8]]),
        _ => address,
    };
}
