-- Triggers that count each session and call when its row is deleted, in the same transaction, so that each is counted exactly once despite
-- crashes. By then the row contains its complete history. The migration Initial creates them: a change needs a new file and a new migration.
-- SECURITY DEFINER: the api deletes sessions, and has no right to write here. Sessions that never were disclosed to have no disclosed_at;
-- those that were keep it. A call whose end nobody reported ended when it was last heard of.

CREATE FUNCTION count_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.evaluation_event (at, purpose, measure, seconds, count)
    SELECT date_bin('15 minutes', created_at, timestamptz '2000-01-01 00:00:00+00'), purpose, measure, 0, count(*)
    FROM erased CROSS JOIN LATERAL (VALUES
        ('Started', true),
        ('Disclosed', disclosed_at IS NOT NULL),
        ('Refused', disclosed_at IS NULL AND state IN ('Cancelled', 'Rejected', 'Locked')),
        ('Expired', disclosed_at IS NULL AND state NOT IN ('Cancelled', 'Rejected', 'Locked')),
        ('NotPhoned', disclosed_at IS NOT NULL AND state <> 'Matched')) AS what (measure, holds)
    WHERE holds GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;

CREATE FUNCTION count_call() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.evaluation_event (at, purpose, measure, seconds, count)
    SELECT date_bin('15 minutes', arrived_at, timestamptz '2000-01-01 00:00:00+00'), coalesce(purpose, ''), measure, greatest(0, extract(epoch FROM lasted))::integer, count(*)
    FROM erased CROSS JOIN LATERAL (SELECT coalesce(first_taken_at, taken_at) AS taken) AS first
    CROSS JOIN LATERAL (VALUES
        ('Matched', identified, interval '0'),
        ('Unidentified', NOT identified, interval '0'),
        ('Abandoned', taken IS NULL, interval '0'),
        ('Taken', taken IS NOT NULL, taken - arrived_at),
        ('Handled', taken IS NOT NULL, coalesce(hung_up_at, last_heard_at) - taken)) AS what (measure, holds, lasted)
    WHERE holds GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;

CREATE FUNCTION count_wrong_code() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.evaluation_event (at, purpose, measure, seconds, count)
    SELECT date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), '', 'WrongCodes', 0, count(*) FROM noted GROUP BY 1;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION count_session(), count_call(), count_wrong_code() FROM PUBLIC;

CREATE TRIGGER count_session AFTER DELETE ON session REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION count_session();
CREATE TRIGGER count_call AFTER DELETE ON call REFERENCING OLD TABLE AS erased FOR EACH STATEMENT EXECUTE FUNCTION count_call();
CREATE TRIGGER count_wrong_code AFTER INSERT ON wrong_code REFERENCING NEW TABLE AS noted FOR EACH STATEMENT EXECUTE FUNCTION count_wrong_code();
