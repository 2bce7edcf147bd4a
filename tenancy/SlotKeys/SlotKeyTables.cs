namespace IdBellen.Tenancy.SlotKeys;

/// <summary>
/// The ring of small tables in a municipality's database that hold its slot keys, wrapped, one key each. UNLOGGED: neither the log nor a base
/// backup nor a standby gets them. Members of an extension: <c>pg_dump</c> leaves those out (PostgreSQL manual, "Packaging Related Objects into an
/// Extension"). Without statistics and autovacuum: no copy of a key in <c>pg_statistic</c>, and no worker that holds up a TRUNCATE. A table is emptied by
/// TRUNCATE, which gives it a new file and unlinks the old one.
/// </summary>
public static class SlotKeyTables
{
    /// <summary>Thirteen keys live at once; a changed retention brings up to thirteen more, a lost key one.</summary>
    public const int Count = 32;

    /// <summary>The extension whose members they are: it comes with every PostgreSQL server, may be made by a database's owner, and only adds a sampling method.</summary>
    public const string Extension = "tsm_system_rows";

    /// <summary>Which keys were made; ids and deadlines only, in an ordinary table. A key that stands here and in no table of the ring was lost in a crash.</summary>
    public const string Witness = "slot_key_witness";

    /// <summary>Until the end of the transaction nobody else puts a key into the ring or takes one out.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(1936552036, 0)";

    public static string Name(int place) => $"slot_key_{place:00}";

    /// <summary>A subquery over all keys: place, key_id, expires_at, wrapped.</summary>
    public static string All { get; } = string.Join(
        " UNION ALL ", Enumerable.Range(0, Count).Select(place => $"SELECT {place} AS place, key_id, expires_at, wrapped FROM {Name(place)}"));

    /// <summary>The names of the tables of the ring, for statements over all of them.</summary>
    public static string Names { get; } = string.Join(", ", Enumerable.Range(0, Count).Select(Name));

    /// <summary>One row of one boolean: whether all tables are there and as they must be.</summary>
    public static string Observation { get; } =
        $"""
         SELECT to_regclass('public.{Witness}') IS NOT NULL AND (
             SELECT count(*) FROM pg_class ring WHERE relnamespace = 'public'::regnamespace AND relname ~ '^slot_key_[0-9][0-9]$' AND relkind = 'r'
                 AND relpersistence = 'u' AND reloptions @> ARRAY['autovacuum_enabled=false']
                 AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                     WHERE d.classid = 'pg_class'::regclass AND d.objid = ring.oid AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = '{Extension}')
                 AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ring.oid AND attnum > 0 AND attstattarget IS DISTINCT FROM 0)
         ) = {Count}
         """;

    /// <summary>Makes what is missing; a table that is not as it must be is made anew, and what was in it is lost. Run as the owner of the database.</summary>
    public static string Create { get; } =
        $"""
         CREATE EXTENSION IF NOT EXISTS {Extension};
         CREATE TABLE IF NOT EXISTS {Witness} (key_id uuid PRIMARY KEY, expires_at timestamptz NOT NULL);
         DO $ring$
         DECLARE
             name text;
         BEGIN
             FOREACH name IN ARRAY string_to_array('{Names}', ', ') LOOP
                 IF to_regclass('public.' || name) IS NOT NULL THEN
                     CONTINUE WHEN EXISTS (SELECT FROM pg_class ring JOIN pg_depend d ON d.objid = ring.oid AND d.deptype = 'e'
                         WHERE ring.oid = to_regclass('public.' || name) AND relpersistence = 'u' AND reloptions @> ARRAY['autovacuum_enabled=false']
                             AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ring.oid AND attnum > 0 AND attstattarget IS DISTINCT FROM 0));
                     IF EXISTS (SELECT FROM pg_depend d WHERE d.objid = to_regclass('public.' || name) AND d.deptype = 'e') THEN
                         EXECUTE format('ALTER EXTENSION {Extension} DROP TABLE public.%I', name);
                     END IF;
                     EXECUTE format('DROP TABLE public.%I', name);
                 END IF;
                 EXECUTE format('CREATE UNLOGGED TABLE public.%I (key_id uuid NOT NULL, expires_at timestamptz NOT NULL, wrapped bytea NOT NULL)
                     WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false)', name);
                 EXECUTE format('ALTER TABLE public.%I ALTER key_id SET STATISTICS 0, ALTER expires_at SET STATISTICS 0,
                     ALTER wrapped SET STATISTICS 0, ALTER wrapped SET STORAGE PLAIN', name);
                 EXECUTE format('CREATE UNIQUE INDEX ON public.%I ((true))', name);
                 EXECUTE format('ALTER EXTENSION {Extension} ADD TABLE public.%I', name);
             END LOOP;
         END
         $ring$;
         """;
}
