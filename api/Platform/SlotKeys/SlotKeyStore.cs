using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.SlotKeys;
using Npgsql;

namespace IdBellen.Api.SlotKeys;

/// <summary>The ring of slot keys in one municipality's database. Whoever changes it holds its lock, in a short transaction.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The texts hold names of our own tables only.")]
public sealed class SlotKeyStore(TenantDatabase database)
{
    private static readonly string Unknown =
        $"SELECT key_id, expires_at, wrapped FROM ({SlotKeyTables.All}) ring WHERE expires_at > @now AND key_id <> ALL (@known)";

    private static readonly string Stored = $"SELECT key_id FROM ({SlotKeyTables.All}) ring WHERE key_id = ANY (@wanted)";

    /// <summary>The keys that are there, still live, and not known yet.</summary>
    public async Task<IReadOnlyList<SlotKey>> ReadAsync(SlotKeyWrap wrap, IReadOnlyCollection<Guid> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        return await ReadAsync(rented.Connection, wrap, known, now, cancellationToken);
    }

    /// <summary>Which of these keys the database lacks: it crashed since they were made.</summary>
    public async Task<IReadOnlyList<SlotKey>> MissingAsync(IReadOnlyList<SlotKey> keys, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        return await MissingAsync(rented.Connection, keys, cancellationToken);
    }

    /// <summary>Puts keys back that the database lost.</summary>
    /// <param name="wrap">Under which key they are stored.</param>
    /// <param name="keys">Keys that this replica remembers.</param>
    /// <param name="time">Never one whose deadline has come.</param>
    /// <param name="cancellationToken">Undoes what has begun.</param>
    /// <returns>How many it lacked.</returns>
    public async Task<int> RestoreAsync(SlotKeyWrap wrap, IReadOnlyList<SlotKey> keys, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        var connection = rented.Connection;
        await using var transaction = await BeginAsync(connection, cancellationToken);
        var missing = (await MissingAsync(connection, keys, cancellationToken)).Where(key => key.ExpiresAt > time.GetUtcNow()).ToList();
        foreach (var key in missing) await PutAsync(connection, wrap, key, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    /// <summary>The key with this deadline: the one that is there, or a new one.</summary>
    /// <param name="wrap">Under which key it is stored.</param>
    /// <param name="tenantUid">The UID of the municipality's resource.</param>
    /// <param name="expiresAt">The deadline.</param>
    /// <param name="mayReplaceLost">Whether a new one may be made although there was one, which the database lost.</param>
    /// <param name="remember">Gets a new key just before it is stored for good: when the connection breaks then, nobody can tell whether it was.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Undoes what has begun.</param>
    /// <returns>Null when there was one, and a replica that remembers it may put it back.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever remembers the key disposes of it.")]
    public async Task<SlotKey?> ObtainAsync(
        SlotKeyWrap wrap, string tenantUid, DateTimeOffset expiresAt, bool mayReplaceLost, Action<SlotKey> remember, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        var connection = rented.Connection;
        await using var transaction = await BeginAsync(connection, cancellationToken);
        var found = await ReadAsync(connection, wrap, [], now, cancellationToken);
        var usable = found.FirstOrDefault(key => key.ExpiresAt == expiresAt);
        foreach (var other in found.Where(key => key != usable)) other.Dispose();
        if (usable is not null) return usable;
        if (!mayReplaceLost && await WasLostAsync(connection, expiresAt, cancellationToken)) return null;

        var made = SlotKey.Create(tenantUid, expiresAt);
        try
        {
            await PutAsync(connection, wrap, made, now, cancellationToken);
        }
        catch
        {
            made.Dispose();
            throw;
        }
        remember(made);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    /// <inheritdoc cref="EmptySlots.RunAsync"/>
    public async Task<bool> EmptyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        return await EmptySlots.RunAsync(rented.Connection, now, cancellationToken);
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new("SET LOCAL lock_timeout = '5s'"), new(SlotKeyTables.Lock) },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private static async Task<IReadOnlyList<SlotKey>> ReadAsync(
        NpgsqlConnection connection, SlotKeyWrap wrap, IReadOnlyCollection<Guid> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = new List<SlotKey>();
        var hasRead = false;
        var wrapped = GC.AllocateArray<byte>(SlotKeyWrap.Length, pinned: true);
        await using (var command = new NpgsqlCommand(Unknown, connection))
        {
            command.Parameters.AddWithValue("now", now);
            command.Parameters.AddWithValue("known", known.ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                hasRead = true;
                if (reader.GetBytes(2, 0, null, 0, 0) != SlotKeyWrap.Length) continue;
                reader.GetBytes(2, 0, wrapped, 0, wrapped.Length);
                if (wrap.Unwrap(reader.GetGuid(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken), wrapped) is { } key) keys.Add(key);
            }
        }
        CryptographicOperations.ZeroMemory(wrapped);
        if (hasRead) await ConnectionBuffers.OverwriteAsync(connection, cancellationToken);
        return keys;
    }

    private static async Task<IReadOnlyList<SlotKey>> MissingAsync(NpgsqlConnection connection, IReadOnlyList<SlotKey> keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Stored, connection);
        command.Parameters.AddWithValue("wanted", keys.Select(key => key.Value).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken)) stored.Add(reader.GetGuid(0));
        return [.. keys.Where(key => !stored.Contains(key.Value))];
    }

    private static async Task<bool> WasLostAsync(NpgsqlConnection connection, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {SlotKeyTables.Witness} WHERE expires_at = @expiresAt)", connection);
        command.Parameters.AddWithValue("expiresAt", expiresAt);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task PutAsync(NpgsqlConnection connection, SlotKeyWrap wrap, SlotKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var place = await FreePlaceAsync(connection, now, cancellationToken);
        var wrapped = GC.AllocateArray<byte>(SlotKeyWrap.Length, pinned: true);
        wrap.Wrap(key, wrapped);
        // COPY, not INSERT: a server that logs statements writes parameters into its log, but never what is copied.
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY {SlotKeyTables.Name(place)} (key_id, expires_at, wrapped) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(key.Value, cancellationToken);
            await copy.WriteAsync(key.ExpiresAt, cancellationToken);
            await copy.WriteAsync(wrapped, cancellationToken);
            await copy.CompleteAsync(cancellationToken);
        }
        CryptographicOperations.ZeroMemory(wrapped);
        await using var witness = new NpgsqlCommand(
            $"INSERT INTO {SlotKeyTables.Witness} (key_id, expires_at) VALUES (@id, @expiresAt) ON CONFLICT DO NOTHING", connection);
        witness.Parameters.AddWithValue("id", key.Value);
        witness.Parameters.AddWithValue("expiresAt", key.ExpiresAt);
        await witness.ExecuteNonQueryAsync(cancellationToken);
        await ConnectionBuffers.OverwriteAsync(connection, cancellationToken);
    }

    /// <exception cref="InvalidOperationException">All places have living keys.</exception>
    private static async Task<int> FreePlaceAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<int, DateTimeOffset>();
        await using (var command = new NpgsqlCommand($"SELECT place, expires_at FROM ({SlotKeyTables.All}) ring", connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                taken[reader.GetInt32(0)] = await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken);
        }
        for (var place = 0; place < SlotKeyTables.Count; place++)
        {
            if (!taken.ContainsKey(place)) return place;
        }
        var due = taken.Where(one => one.Value <= now).Select(one => (int?)one.Key).FirstOrDefault()
            ?? throw new InvalidOperationException("All places for slot keys are taken.");
        await using var truncate = new NpgsqlCommand($"TRUNCATE {SlotKeyTables.Name(due)}", connection);
        await truncate.ExecuteNonQueryAsync(cancellationToken);
        return due;
    }
}
