using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Http;

/// <summary>The bytes of a request, counted for who sent them until they are disposed of.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly ClearedStream buffer = new();
    private readonly IClientAdmission? sender;

    public RequestBody(HttpProblem problem) => Problem = problem;

    public RequestBody(IClientAdmission sender) => this.sender = sender;

    /// <summary>The reason why reading stopped early.</summary>
    public HttpProblem? Problem { get; set; }

    public ReadOnlyMemory<byte> Content => buffer.Written;

    public Memory<byte> Room(int size) => buffer.GetMemory(size);

    /// <returns>False when its sender has too much in memory already.</returns>
    public bool TryKeep(int count)
    {
        if (!sender!.TryHold(count)) return false;
        buffer.Advance(count);
        return true;
    }

    public void Dispose()
    {
        if (buffer.Length > 0) sender!.Release((int)buffer.Length);
        buffer.Dispose();
    }
}
