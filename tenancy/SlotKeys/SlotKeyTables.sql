-- Creates missing tables of the ring; a table that differs is recreated, and its content is lost. Run it as the owner of the database.

CREATE EXTENSION IF NOT EXISTS :"extension";
CREATE TABLE IF NOT EXISTS :"witness" (key_id uuid PRIMARY KEY, expires_at timestamptz NOT NULL);
DO $ring$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[:'tables'] LOOP
        IF to_regclass('public.' || name) IS NOT NULL THEN
            CONTINUE WHEN EXISTS (SELECT FROM pg_class ring JOIN pg_depend d ON d.objid = ring.oid AND d.deptype = 'e'
                WHERE ring.oid = to_regclass('public.' || name) AND relpersistence = 'u' AND reloptions @> ARRAY['autovacuum_enabled=false']
                    AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ring.oid AND attnum > 0 AND attstattarget IS DISTINCT FROM 0));
            IF EXISTS (SELECT FROM pg_depend d WHERE d.objid = to_regclass('public.' || name) AND d.deptype = 'e') THEN
                EXECUTE format('ALTER EXTENSION %I DROP TABLE public.%I', :'extension', name);
            END IF;
            EXECUTE format('DROP TABLE public.%I', name);
        END IF;
        EXECUTE format('CREATE UNLOGGED TABLE public.%I (key_id uuid NOT NULL, expires_at timestamptz NOT NULL, wrapped bytea NOT NULL)
            WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false)', name);
        EXECUTE format('ALTER TABLE public.%I ALTER key_id SET STATISTICS 0, ALTER expires_at SET STATISTICS 0,
            ALTER wrapped SET STATISTICS 0, ALTER wrapped SET STORAGE PLAIN', name);
        EXECUTE format('CREATE UNIQUE INDEX ON public.%I ((true))', name);
        EXECUTE format('ALTER EXTENSION %I ADD TABLE public.%I', :'extension', name);
    END LOOP;
END
$ring$;
