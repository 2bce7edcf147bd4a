using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>A client of TURN over UDP (RFC 8656) that asks for a relay, and for it to go on.</summary>
/// <param name="server">On loopback.</param>
/// <param name="user">The user name of the credential.</param>
/// <param name="password">Its password.</param>
public sealed class TurnClient(int server, string user, string password) : IDisposable
{
    private const ushort Allocate = 0x0003;
    private const ushort Refresh = 0x0004;
    private const ushort IsError = 0x0110;
    private const ushort IsSuccess = 0x0100;
    private const uint Cookie = 0x2112A442;
    private const int Header = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private byte[] realm = [];
    private byte[] nonce = [];

    /// <returns>0, or the number of the error.</returns>
    public Task<int> AllocateAsync() => AskAsync(Allocate, (0x0019, [17, 0, 0, 0]));

    /// <summary>Asks for ten more minutes.</summary>
    /// <returns>0, or the number of the error.</returns>
    public Task<int> RefreshAsync() => AskAsync(Refresh, (0x000D, [0, 0, 2, 88]));

    public void Dispose() => socket.Dispose();

    private async Task<int> AskAsync(ushort method, (ushort Type, byte[] Value) wish)
    {
        // The first answer only tells the nonce; a later one may tell a new one.
        for (var attempt = 1; ; attempt++)
        {
            var error = await ExchangeAsync(method, wish);
            if (error is not (401 or 438) || attempt == 3) return error;
        }
    }

    private async Task<int> ExchangeAsync(ushort method, (ushort Type, byte[] Value) wish)
    {
        var request = Message(method, wish);
        await socket.SendAsync(request, new IPEndPoint(IPAddress.Loopback, server));
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = (await socket.ReceiveAsync(late.Token)).Buffer;
            if (!answer.AsSpan(8, 12).SequenceEqual(request.AsSpan(8, 12))) continue;
            var kind = BinaryPrimitives.ReadUInt16BigEndian(answer);
            if (kind == (method | IsSuccess)) return 0;
            if (kind != (method | IsError)) continue;
            return Read(answer);
        }
    }

    private int Read(byte[] answer)
    {
        var error = 0;
        for (var at = Header; at + 4 <= answer.Length;)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at + 2));
            var value = answer[(at + 4)..(at + 4 + length)];
            switch (type)
            {
                case 0x0009:
                    error = (value[2] * 100) + value[3];
                    break;
                case 0x0014:
                    realm = value;
                    break;
                case 0x0015:
                    nonce = value;
                    break;
            }
            at += 4 + Padded(length);
        }
        return error;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol prescribes SHA-1.")]
    [SuppressMessage("Security", "CA5351", Justification = "The protocol prescribes MD5.")]
    private byte[] Message(ushort method, (ushort Type, byte[] Value) wish)
    {
        var message = new List<byte>(new byte[Header]);
        Append(message, wish.Type, wish.Value);
        if (nonce.Length > 0)
        {
            Append(message, 0x0006, Encoding.UTF8.GetBytes(user));
            Append(message, 0x0014, realm);
            Append(message, 0x0015, nonce);
        }
        var bytes = message.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes, method);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Cookie);
        RandomNumberGenerator.Fill(bytes.AsSpan(8, 12));
        // The length counts the proof of integrity, which is over all before it.
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(bytes.Length - Header + (nonce.Length > 0 ? 24 : 0)));
        if (nonce.Length == 0) return bytes;
        var key = MD5.HashData(Encoding.UTF8.GetBytes($"{user}:{Encoding.UTF8.GetString(realm)}:{password}"));
        var proof = new List<byte>(bytes);
        Append(proof, 0x0008, HMACSHA1.HashData(key, bytes));
        return [.. proof];
    }

    private static void Append(List<byte> message, ushort type, byte[] value)
    {
        message.AddRange([(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length]);
        message.AddRange(value);
        message.AddRange(new byte[Padded(value.Length) - value.Length]);
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;
}
