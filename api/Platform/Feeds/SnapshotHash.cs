using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdBellen.Api.Platform.Feeds;

/// <summary>
/// A hash by which snapshots are compared without keeping their text, which would be another copy of the disclosed data every two seconds.
/// Written text is hashed and overwritten.
/// </summary>
internal sealed class SnapshotHash : IBufferWriter<byte>, IDisposable
{
    private const int UsualSize = 4096;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] room = new byte[UsualSize];

    public static byte[] Of<TSnapshot>(TSnapshot? snapshot)
    {
        using var result = new SnapshotHash();
        using (var writer = new Utf8JsonWriter(result)) JsonSerializer.Serialize(writer, snapshot);
        return result.hash.GetHashAndReset();
    }

    public void Advance(int count)
    {
        hash.AppendData(room, 0, count);
        Array.Clear(room, 0, count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > room.Length) room = new byte[sizeHint];
        return room;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => hash.Dispose();
}
