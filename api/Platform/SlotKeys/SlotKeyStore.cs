using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.SlotKeys;
using Npgsql;

namespace IdBellen.Api.Platform.SlotKeys;

/// <summary>The ring of slot keys in one municipality's database. Every change holds its lock, in a short transaction.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The texts hold names of our own tables only.")]
internal sealed class SlotKeyStore(TenantPool database)
{
    private static readonly string Unexpired =
        $"SELECT key_id, expires_at, CASE WHEN key_id <> ALL (@known) THEN wrapped END FROM ({SlotKeyTables.All}) ring WHERE expires_at > @now";

    private static readonly string Stored = $"SELECT key_id FROM ({SlotKeyTables.All}) ring WHERE key_id = ANY (@wanted)";

    /// <summary>Reads which unexpired keys there are, and those of them that this replica does not have yet.</summary>
    public async Task<StoredKeys> ReadAsync(
        SlotKeyWrap wrap, IReadOnlyCollection<Guid> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        return await ReadAsync(rented.Connection, wrap, known, now, cancellationToken);
    }

    /// <summary>Restores keys that the database lost.</summary>
    /// <param name="wrap">The wrapping key.</param>
    /// <param name="keys">The keys in this replica.</param>
    /// <param name="time">The clock, to exclude keys whose deadline has passed.</param>
    /// <returns>The number of restored keys.</returns>
    public async Task<int> RestoreAsync(
        SlotKeyWrap wrap, IReadOnlyList<SlotKey> keys, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        var connection = rented.Connection;
        await using var transaction = await BeginAsync(connection, cancellationToken);
        var missing = (await MissingAsync(connection, keys, cancellationToken)).Where(key => key.ExpiresAt > time.GetUtcNow()).ToList();
        foreach (var key in missing) await PutAsync(connection, wrap, key, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    /// <summary>Gets or creates the key with this deadline.</summary>
    /// <param name="wrap">The wrapping key.</param>
    /// <param name="tenantUid">The UID of the municipality's resource.</param>
    /// <param name="mayReplaceLost">Whether a new key may replace one that the database lost.</param>
    /// <param name="remember">Receives a new key just before the commit, because a broken connection leaves its result unknown.</param>
    /// <returns>Null if the database lost the key and another replica may still restore it.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever remembers the key disposes of it.")]
    public async Task<SlotKey?> ObtainAsync(
        SlotKeyWrap wrap, string tenantUid, DateTimeOffset expiresAt, bool mayReplaceLost, Action<SlotKey> remember, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var rented = await database.OpenAsync(cancellationToken);
        var connection = rented.Connection;
        await using var transaction = await BeginAsync(connection, cancellationToken);
        var found = (await ReadAsync(connection, wrap, [], now, cancellationToken)).Unknown;
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
            BatchCommands = { new("SET LOCAL lock_timeout = '5s'"), new(AdvisoryLocks.SlotKeyRing.Wait) },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private static async Task<StoredKeys> ReadAsync(
        NpgsqlConnection connection, SlotKeyWrap wrap, IReadOnlyCollection<Guid> known, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var keys = new List<SlotKey>();
        var ids = new HashSet<Guid>();
        var hasRead = false;
        var wrapped = GC.AllocateArray<byte>(SlotKeyWrap.Length, pinned: true);
        await using (var command = new NpgsqlCommand(Unexpired, connection))
        {
            command.Parameters.AddWithValue("now", now);
            command.Parameters.AddWithValue("known", known.ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetGuid(0));
                if (await reader.IsDBNullAsync(2, cancellationToken)) continue;
                hasRead = true;
                if (reader.GetBytes(2, 0, null, 0, 0) != SlotKeyWrap.Length) continue;
                reader.GetBytes(2, 0, wrapped, 0, wrapped.Length);
                if (wrap.Unwrap(reader.GetGuid(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken),
                    wrapped) is { } key)
                    keys.Add(key);
            }
        }
        CryptographicOperations.ZeroMemory(wrapped);
        if (hasRead) await ConnectionBuffers.OverwriteAsync(connection, cancellationToken);
        return new StoredKeys(keys, ids);
    }

    private static async Task<IReadOnlyList<SlotKey>> MissingAsync(
        NpgsqlConnection connection, IReadOnlyList<SlotKey> keys, CancellationToken cancellationToken)
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
        await using var command =
            new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {SlotKeyTables.Witness} WHERE expires_at = @expiresAt)", connection);
        command.Parameters.AddWithValue("expiresAt", expiresAt);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task PutAsync(
        NpgsqlConnection connection, SlotKeyWrap wrap, SlotKey key, DateTimeOffset now, CancellationToken cancellationToken)
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

/// <summary>What the ring of a database has.</summary>
/// <param name="Unknown">The keys that the replica did not have.</param>
/// <param name="Ids">All keys.</param>
internal sealed record StoredKeys(IReadOnlyList<SlotKey> Unknown, IReadOnlySet<Guid> Ids);
