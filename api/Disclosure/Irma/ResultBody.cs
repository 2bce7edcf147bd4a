using System.Text;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>Reads a result within the size limit and the memory budget.</summary>
internal static class ResultBody
{
    private const int Piece = 32 << 10;

    /// <param name="body">The JWT in ASCII.</param>
    /// <param name="lease">Grows with what is read; the caller keeps it until the result is used.</param>
    /// <exception cref="IOException">The sender stopped in the midst.</exception>
    public static async Task<IrmaAnswer<string>> ReadAsync(Stream body, ResultLease lease, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var piece = new byte[Piece];
        while (true)
        {
            // First the room, then the bytes.
            if (!lease.TryGrow(Piece)) return new(IrmaFailure.NoRoom);
            var length = await body.ReadAtLeastAsync(piece, Piece, throwOnEndOfStream: false, cancellationToken);
            if (read.Length + length > ResultSize.MaxBytes) return new(IrmaFailure.TooLarge);
            await read.WriteAsync(piece.AsMemory(0, length), cancellationToken);
            if (length < Piece) return new(Encoding.ASCII.GetString(read.GetBuffer(), 0, (int)read.Length));
        }
    }
}
