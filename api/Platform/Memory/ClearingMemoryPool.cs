using System.Buffers;
using System.Collections.Concurrent;

namespace IdBellen.Api.Platform.Memory;

/// <summary>
/// A memory pool for the web server that overwrites returned blocks. The server's own pool would keep requests and responses, including
/// disclosed data, until a block is reused.
/// </summary>
internal sealed class ClearingMemoryPool : MemoryPool<byte>
{
    // One page, as in the server's own pool.
    private const int BlockBytes = 4096;
    private const int MostIdle = 4096;

    private readonly ConcurrentQueue<Block> idle = new();
    private int idleCount;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!idle.TryDequeue(out var block)) return new Block(this);
        Interlocked.Decrement(ref idleCount);
        block.IsRented = true;
        return block;
    }

    protected override void Dispose(bool disposing) => idle.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref idleCount) <= MostIdle) idle.Enqueue(block);
        else Interlocked.Decrement(ref idleCount);
    }

    private sealed class Block(ClearingMemoryPool pool) : IMemoryOwner<byte>
    {
        // Pinned, because the operating system reads and writes it; and so that the collector makes no copies.
        private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public bool IsRented { get; set; } = true;

        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            if (!IsRented) return;
            IsRented = false;
            Array.Clear(bytes);
            pool.Return(this);
        }
    }
}
