using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Tenancy.SlotKeys;

/// <summary>
/// The ring of small tables in a municipality's database that hold its slot keys, wrapped, one key each. UNLOGGED: neither the log nor a
/// base backup nor a standby gets them. Members of an extension: <c>pg_dump</c> leaves those out (PostgreSQL manual, "Packaging Related
/// Objects into an Extension"). Without statistics and autovacuum: no copy of a key in <c>pg_statistic</c>, and no worker that holds up a
/// TRUNCATE. A table is emptied by TRUNCATE, which gives it a new file and unlinks the old one.
/// </summary>
public static class SlotKeyTables
{
    /// <summary>Thirteen keys live at once; a changed retention brings up to thirteen more, a lost key one.</summary>
    public const int Count = 32;

    /// <summary>
    /// The extension whose members they are: it comes with every PostgreSQL server, may be made by a database's owner, and only adds a
    /// sampling method.
    /// </summary>
    public const string Extension = "tsm_system_rows";

    /// <summary>
    /// The ids and deadlines of all created keys, in an ordinary table. A key that is missing from the tables of the ring was lost in a
    /// crash.
    /// </summary>
    public const string Witness = "slot_key_witness";

    public static string Name(int place) => $"slot_key_{place:00}";

    /// <summary>A subquery over all keys: place, key_id, expires_at, wrapped.</summary>
    public static string All { get; } = string.Join(
        " UNION ALL ",
        Enumerable.Range(0, Count).Select(place => $"SELECT {place} AS place, key_id, expires_at, wrapped FROM {Name(place)}"));

    /// <summary>The names of the tables of the ring.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Count).Select(Name)];

    /// <summary>A query that returns whether all tables exist in the expected form.</summary>
    public static string Observation { get; } =
        $"""
         SELECT to_regclass('public.{Witness}') IS NOT NULL AND (
             SELECT count(*) FROM pg_class ring WHERE relnamespace = 'public'::regnamespace AND relname ~ '^slot_key_[0-9][0-9]$'
                 AND relkind = 'r'
                 AND relpersistence = 'u' AND reloptions @> ARRAY['autovacuum_enabled=false']
                 AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                     WHERE d.classid = 'pg_class'::regclass AND d.objid = ring.oid AND d.refclassid = 'pg_extension'::regclass
                         AND d.deptype = 'e' AND e.extname = '{Extension}')
                 AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ring.oid AND attnum > 0 AND attstattarget IS DISTINCT FROM 0)
         ) = {Count}
         """;

    /// <summary>Creates missing tables; a table that differs is recreated, and its content is lost.</summary>
    /// <param name="connection">To the municipality's database, under its owner role.</param>
    public static Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        SqlFile.Beside(typeof(SlotKeyTables), nameof(SlotKeyTables)).ExecuteAsync(
            connection, cancellationToken, ("extension", [Extension]), ("witness", [Witness]), ("tables", [.. Names]));
}
