using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>RTP of one call: sends silence, a tone or keys (RFC 4733), and listens to what comes.</summary>
public sealed class Sound : IAsyncDisposable
{
    private const int Rate = 8000;
    private const int PieceSamples = 400;
    private const int EndPackets = 3;
    private const int TonePackets = 6;

    // Of one packet. The comfort noise of a codec is below it.
    private const double Quiet = 0.005;
    private static readonly TimeSpan PacketTime = TimeSpan.FromMilliseconds(20);
    private readonly Socket socket;
    private readonly double[] decoded = new double[2048];
    private readonly CancellationTokenSource over = new();
    private readonly Lock heard = new();
    private readonly double[] last = new double[Rate];
    private readonly Queue<char> keys = new();
    private readonly List<(char Key, long At)> sent = [];
    private readonly StringBuilder received = new();
    private readonly Task[] loops;
    private volatile IPEndPoint? remote;
    private int position;
    private long packets;
    private long lastHeard = Stopwatch.GetTimestamp();
    private TaskCompletionSource? allPressed;
    private PressedKey? pressing;
    private uint? lastKey;

    public Sound(IPAddress address)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        loops = [Task.Run(SendAsync), Task.Run(ReceiveAsync)];
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>What this end says, in hertz; 0: nothing.</summary>
    public int Tone { get; set; }

    /// <summary>Whether a pressed key is heard in the sound, instead of being an event (RFC 4733).</summary>
    public bool PressesTones { get; set; }

    /// <summary>How long a key lasts that is an event, in packets of 20 milliseconds.</summary>
    public int KeyPackets { get; set; } = 4;

    /// <summary>How long it is from the end of such a key to the begin of the next, in packets: at least 1.</summary>
    public int PausePackets { get; set; } = 6;

    /// <summary>The longest time from one pressed key to the next: longer than it should be when this process had to wait.</summary>
    public TimeSpan LongestPause
    {
        get
        {
            lock (keys)
            {
                return sent.Count < 2 ? TimeSpan.Zero
                    : sent.Zip(sent.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one.At, next.At)).Max();
            }
        }
    }

    /// <summary>How many packets have come.</summary>
    public long Packets => Interlocked.Read(ref packets);

    /// <summary>When the last key that was pressed as an event is released: a time stamp.</summary>
    public long LastReleased
    {
        get
        {
            lock (keys) return sent[^1].At + (long)(KeyPackets * PacketTime.TotalSeconds * Stopwatch.Frequency);
        }
    }

    /// <summary>Gets the samples of each packet as it comes. They are overwritten afterwards.</summary>
    public Action<ReadOnlyMemory<double>>? Listener { get; set; }

    /// <summary>The loudness of the last second, from 0 to 1.</summary>
    public double Loudness
    {
        get
        {
            lock (heard) return Math.Sqrt(last.Sum(sample => sample * sample) / last.Length);
        }
    }

    /// <summary>How long nothing has been heard: neither voice nor music came, or nothing at all.</summary>
    public TimeSpan SilentFor => Stopwatch.GetElapsedTime(Interlocked.Read(ref lastHeard));

    /// <summary>The keys that the other end has pressed (RFC 4733).</summary>
    public string KeysHeard
    {
        get
        {
            lock (received) return received.ToString();
        }
    }

    public void SendTo(IPEndPoint there) => remote = there;

    /// <summary>
    /// Whether this tone is what is heard most in the last second: Goertzel, in short pieces, because a late packet shifts the phase.
    /// </summary>
    public bool Hears(int frequency)
    {
        double[] samples;
        lock (heard) samples = [.. last];
        var coefficient = 2 * Math.Cos(2 * Math.PI * frequency / Rate);
        double power = 0, energy = 0;
        foreach (var piece in samples.Chunk(PieceSamples))
        {
            double before = 0, beforeThat = 0;
            foreach (var sample in piece)
            {
                (before, beforeThat) = (sample + (coefficient * before) - beforeThat, before);
                energy += sample * sample;
            }
            power += ((before * before) + (beforeThat * beforeThat) - (coefficient * before * beforeThat)) / piece.Length;
        }
        return energy > 1 && power > energy / 4;
    }

    /// <summary>Forgets what was heard.</summary>
    public void Forget()
    {
        lock (heard) Array.Clear(last);
    }

    /// <summary>Returns when the last key was sent, also of those that somebody else presses meanwhile, or when the call is over.</summary>
    public Task PressAsync(string all)
    {
        lock (keys)
        {
            if (over.IsCancellationRequested) return Task.CompletedTask;
            foreach (var key in all) keys.Enqueue(key);
            if (allPressed?.Task.IsCompleted != false)
                allPressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return allPressed.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        socket.Dispose();
        await Task.WhenAll(loops);
        lock (keys) allPressed?.TrySetResult();
        over.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(PacketTime);
        var (sequence, clock, phase) = ((ushort)1, (uint)RtpPacket.Samples, 0.0);
        var gap = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                if (remote is not { } there) continue;
                if (gap == 0) pressing ??= NextKey(clock);
                if (pressing is not { } key)
                {
                    await socket.SendToAsync(Speech(sequence++, clock, ref phase), there, over.Token);
                    if (gap > 0 && --gap == 0) HasPressed();
                }
                else if (PressesTones)
                {
                    await socket.SendToAsync(RtpPacket.OfTone(sequence++, clock, key), there, over.Token);
                    if (++key.Sent == TonePackets) (pressing, gap) = (null, TonePackets);
                }
                else
                {
                    // The end is told three times: as far as the pause is too short for that, at once.
                    var ends = Math.Min(EndPackets, PausePackets);
                    var copies = key.Sent == KeyPackets ? 1 + EndPackets - ends : 1;
                    for (var copy = 0; copy < copies; copy++)
                        await socket.SendToAsync(RtpPacket.OfEvent(sequence++, key, KeyPackets), there, over.Token);
                    if (++key.Sent == KeyPackets + ends)
                    {
                        (pressing, gap) = (null, PausePackets - ends);
                        if (gap == 0) HasPressed();
                    }
                }
                clock += RtpPacket.Samples;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The call is over.
        }
    }

    private PressedKey? NextKey(uint clock)
    {
        lock (keys)
        {
            if (!keys.TryDequeue(out var key)) return null;
            sent.Add((key, Stopwatch.GetTimestamp()));
            return new PressedKey(key, clock);
        }
    }

    private void HasPressed()
    {
        lock (keys)
            if (keys.Count == 0) allPressed?.TrySetResult();
    }

    private byte[] Speech(ushort sequence, uint clock, ref double phase)
    {
        var packet = RtpPacket.OfSound(sequence, clock);
        for (var sample = 0; sample < RtpPacket.Samples; sample++)
        {
            packet[RtpPacket.HeaderBytes + sample] = Tone == 0 ? Ulaw.Silence : Ulaw.Encode(0.5 * Math.Sin(phase));
            phase += 2 * Math.PI * Tone / Rate;
        }
        return packet;
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var came = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), over.Token);
                var packet = buffer.AsMemory(0, came.ReceivedBytes);
                if (packet.Length == 16 && (buffer[1] & 0x7F) == RtpPacket.Event) Hear(packet.Span);
                if (packet.Length <= 12 || (buffer[1] & 0x7F) != RtpPacket.Ulaw) continue;
                Interlocked.Increment(ref packets);
                var samples = packet.Span[12..];
                var energy = 0.0;
                lock (heard)
                {
                    for (var index = 0; index < samples.Length; index++)
                    {
                        var sample = decoded[index] = last[position] = Ulaw.Decode(samples[index]);
                        position = (position + 1) % last.Length;
                        energy += sample * sample;
                    }
                }
                Listener?.Invoke(decoded.AsMemory(0, samples.Length));
                if (energy > Quiet * Quiet * samples.Length) Interlocked.Exchange(ref lastHeard, Stopwatch.GetTimestamp());
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The call is over.
        }
    }

    // Each key is told many times, with the time stamp of its begin.
    private void Hear(ReadOnlySpan<byte> packet)
    {
        var begun = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        var isOver = (packet[13] & 0x80) != 0;
        if (!isOver || lastKey == begun) return;
        lastKey = begun;
        lock (received) received.Append(packet[12] switch { 10 => '*', 11 => '#', var digit => (char)('0' + digit) });
    }
}
