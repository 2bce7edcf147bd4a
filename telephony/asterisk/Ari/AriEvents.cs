using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>The stream of events of one Asterisk. Asterisk replays nothing: who connects again asks for everything that there is.</summary>
internal sealed class AriEvents(AriAddress address)
{
    private const int LargestMessage = 1024 * 1024;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="AriUnavailableException">It cannot be reached.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The stream disposes of it.")]
    public async Task<OpenAriEvents> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", address.Authorization.ToString());
            // A connection that died silently is noticed within seconds.
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(3);
            socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(6);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConnectLimit);
            await socket.ConnectAsync(address.Events, limit.Token);
            return new OpenAriEvents(socket);
        }
        catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new AriUnavailableException("The events of Asterisk cannot be followed.", fault);
        }
    }

    /// <summary>An open stream.</summary>
    internal sealed class OpenAriEvents(ClientWebSocket socket) : IDisposable
    {
        /// <summary>The next event; null when the stream has ended, in whatever way.</summary>
        public async Task<AriEvent?> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                if (await MessageAsync(cancellationToken) is not { } message) return null;
                try
                {
                    if (JsonSerializer.Deserialize(message.Span, AriJson.Default.AriEvent) is { } read) return read;
                }
                catch (JsonException)
                {
                    // One that cannot be read is none of those that we act upon.
                }
            }
        }

        public void Dispose() => socket.Dispose();

        private async Task<ReadOnlyMemory<byte>?> MessageAsync(CancellationToken cancellationToken)
        {
            var message = new ArrayBufferWriter<byte>(4096);
            try
            {
                while (true)
                {
                    var received = await socket.ReceiveAsync(message.GetMemory(4096), cancellationToken);
                    if (received.MessageType == WebSocketMessageType.Close) return null;
                    message.Advance(received.Count);
                    if (received.EndOfMessage) return message.WrittenMemory;
                    if (message.WrittenCount > LargestMessage) return null;
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested
                && fault is WebSocketException or IOException or OperationCanceledException)
            {
                return null;
            }
        }
    }
}
