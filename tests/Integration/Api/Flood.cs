using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api;

/// <summary>An answer that does not end until the client has gone, or has read more than any should.</summary>
/// <param name="block">What is sent over and over.</param>
/// <param name="pause">How long after each; also lets it be noticed that nobody reads any more.</param>
internal sealed class Flood(ReadOnlyMemory<byte> block, TimeSpan pause)
{
    /// <summary>Whoever reads so much is not protected.</summary>
    public const long Endless = 64L << 20;

    private const int BlockSize = 64 << 10;

    private long sent;

    /// <summary>As fast as the client takes it.</summary>
    /// <param name="piece">What is sent over and over, many at a time.</param>
    public static Flood Of(ReadOnlySpan<byte> piece)
    {
        var block = new byte[Math.Max(1, BlockSize / piece.Length) * piece.Length];
        for (var at = 0; at < block.Length; at += piece.Length) piece.CopyTo(block.AsSpan(at));
        return new Flood(block, TimeSpan.FromMilliseconds(1));
    }

    /// <summary>How many bytes were sent, in all answers.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <returns>How many bytes were sent.</returns>
    public async Task<long> SendAsync(HttpContext context)
    {
        try
        {
            while (Interlocked.Add(ref sent, block.Length) < Endless)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                // Kestrel takes what is written after the client has gone, and says so only when another thread had a turn.
                await Task.Delay(pause, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
        return Sent;
    }
}
