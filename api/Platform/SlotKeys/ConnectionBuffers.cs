using Npgsql;

namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>
/// A connection keeps what it last sent and received in its buffers for as long as it lives. A wrapped key must not stay there.
/// </summary>
internal static class ConnectionBuffers
{
    // Twice the size of Npgsql's buffers (8 KiB unless the connection string says otherwise).
    private static readonly string Filling = new('0', 16384);

    /// <summary>Sends and receives more than the buffers hold.</summary>
    public static async Task OverwriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT @filling::text", connection);
        command.Parameters.AddWithValue("filling", Filling);
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
