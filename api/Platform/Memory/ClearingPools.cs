using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace IdBellen.Api.Platform.Memory;

/// <summary>The server's buffers are overwritten when they are given back.</summary>
internal sealed class ClearingPools : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ClearingMemoryPool();
}
