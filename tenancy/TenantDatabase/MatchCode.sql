-- Matches the digits of one attempt of one call and stores what becomes of it, in one statement: api/Telephony/Exchange/MatchStatement.cs.
-- Its rules are those of CallTable; CallStatesTests compares each pair of state and event with them. The migration MatchCode creates it: a
-- change needs a new file and a new migration, and a changed signature a new name, because an older api calls this one meanwhile.
--
-- It gets hashes and ciphertext only, and raises no error with values. Whoever calls it holds the locks on the reference and the number.
-- numbers are the caller's number sealed with each of the keys, the current one first, in case the call is new.
--
-- asks: instead of an outcome, the api must first look at the IRMA server ('LOOK'), or learn the session's key ('LEARN'); nothing is
-- stored then. known_call and the next two are of a call that was there before, whose number may be news.

CREATE FUNCTION match_code(
    given_reference text, given_reference_hash bytea, given_attempt integer, given_code_hash bytea, given_caller_hash bytea,
    given_now timestamptz, given_reading_at timestamptz, given_door text, given_fallback text, may_look boolean, may_learn boolean,
    given_call uuid, given_keys text[], given_expiries timestamptz[], given_numbers bytea[], silence interval, tries integer,
    caller_limit integer, caller_window interval, alert_window interval, alert_limit integer)
RETURNS TABLE (
    answer text, next_step text, is_seen boolean, wrong_codes bigint, asks text, asked_session uuid, asked_key text, known_call uuid,
    known_key text, known_number bytea)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    stage text;
    is_silent boolean;
    has_caller boolean;
    taker uuid;
    hung_up timestamptz;
    heard timestamptz;
    wrong_before bigint;
    dialled_id uuid;
    dialled_state text;
    dialled_key text;
    dialled_way text;
    dialled_purpose text;
    dialled_until timestamptz;
    dialled_expires timestamptz;
    place integer := 1;
BEGIN
    is_seen := false;
    SELECT call.id, call.key_id, call.caller_number_sealed, call.taken_by, call.hung_up_at, call.last_heard_at,
            call.session_id IS NOT NULL OR call.identified
        INTO known_call, known_key, known_number, taker, hung_up, heard, has_caller
        FROM public.call WHERE call.call_reference = given_reference FOR UPDATE;
    IF FOUND THEN
        stage := CASE WHEN hung_up IS NOT NULL THEN 'Over' WHEN taker IS NOT NULL THEN 'Taken' ELSE 'Waits' END;
        is_silent := heard + silence <= given_now;
    ELSIF EXISTS (SELECT FROM public.ended_call WHERE ended_call.reference_hash = given_reference_hash) THEN
        stage := 'Over';
    ELSE
        stage := 'Unknown';
    END IF;

    -- The outcome of an attempt stays; what is to be done now is not what was to be done then.
    SELECT code_attempt.outcome, code_attempt.next INTO answer, next_step
        FROM public.code_attempt WHERE code_attempt.reference_hash = given_reference_hash AND code_attempt.attempt = given_attempt;
    IF FOUND THEN
        next_step := CASE stage WHEN 'Unknown' THEN next_step WHEN 'Waits' THEN 'Queue' WHEN 'Taken' THEN 'Talk' ELSE 'End' END;
        known_call := NULL;
        RETURN NEXT;
        RETURN;
    END IF;

    IF stage = 'Over' THEN
        answer := 'TooLate';
        next_step := 'End';
    ELSIF stage = 'Taken' THEN
        answer := 'TooLate';
        next_step := 'Talk';
    ELSIF stage = 'Waits' AND has_caller THEN
        answer := 'AlreadyIdentified';
        next_step := 'Queue';
    ELSIF stage = 'Unknown' AND given_door <> 'Open' THEN
        answer := CASE given_door WHEN 'Suspended' THEN 'Suspended' ELSE 'Closed' END;
        next_step := 'End';
    ELSE
        SELECT count(*) INTO wrong_before FROM public.code_attempt
            WHERE code_attempt.reference_hash = given_reference_hash AND code_attempt.outcome IN ('Retry', 'Locked');
        IF wrong_before >= tries OR (given_caller_hash IS NOT NULL AND (
            SELECT count(*) FROM (
                SELECT FROM public.wrong_code
                    WHERE wrong_code.caller_hash = given_caller_hash AND wrong_code.at > given_now - caller_window
                    LIMIT caller_limit) AS guess) >= caller_limit) THEN
            answer := 'Locked';
        ELSIF given_code_hash IS NOT NULL THEN
            -- Locked, so that a code is used once, and a disclosure that arrives now is either complete or not there yet.
            SELECT session.id, session.state, session.key_id, session.way, session.purpose, session.code_expires_at, session.expires_at
                INTO dialled_id, dialled_state, dialled_key, dialled_way, dialled_purpose, dialled_until, dialled_expires
                FROM public.session WHERE session.code_hash = given_code_hash FOR UPDATE;
            IF dialled_state IN ('Started', 'Pairing', 'Connected') AND dialled_expires > given_now AND may_look THEN
                asks := 'LOOK';
                asked_session := dialled_id;
                asked_key := dialled_key;
                RETURN NEXT;
                RETURN;
            ELSIF dialled_state = 'Disclosed' AND dialled_until > given_reading_at AND dialled_expires > given_reading_at THEN
                IF may_learn AND dialled_key <> ALL (given_keys) THEN
                    asks := 'LEARN';
                    asked_key := dialled_key;
                    RETURN NEXT;
                    RETURN;
                END IF;
                answer := 'Matched';
                place := coalesce(array_position(given_keys, dialled_key), 1);
            ELSIF dialled_state = 'Disclosed' THEN
                answer := 'Expired';
            END IF;
        END IF;
        IF answer IS NULL THEN
            -- Malformed input is no guess: it counts for the call, but not for the caller's number.
            INSERT INTO public.wrong_code (caller_hash, at)
                VALUES (CASE WHEN given_code_hash IS NOT NULL THEN given_caller_hash END, given_now);
            -- Counted no further than anybody is told of, so that an attack does not make each guess dearer than the last.
            SELECT count(*) INTO wrong_codes FROM (
                SELECT FROM public.wrong_code WHERE wrong_code.at > given_now - alert_window LIMIT alert_limit) AS guess;
            answer := CASE WHEN wrong_before + 1 < tries THEN 'Retry' ELSE 'Locked' END;
        END IF;
        next_step := CASE WHEN answer = 'Matched' OR stage = 'Waits' THEN 'Queue' WHEN answer = 'Retry' THEN 'AskAgain'
            ELSE given_fallback END;
    END IF;

    IF answer = 'Matched' THEN
        UPDATE public.session SET state = 'Matched' WHERE session.id = dialled_id;
    ELSE
        dialled_id := NULL;
        dialled_way := NULL;
        dialled_purpose := NULL;
    END IF;
    IF known_call IS NOT NULL AND stage <> 'Over' THEN
        IF answer = 'Matched' THEN
            UPDATE public.call
                SET last_heard_at = given_now, session_id = dialled_id, identified = true, way = dialled_way, purpose = dialled_purpose
                WHERE call.id = known_call;
        ELSE
            UPDATE public.call SET last_heard_at = given_now WHERE call.id = known_call;
        END IF;
        is_seen := next_step = 'Queue' AND (is_silent OR answer = 'Matched');
    ELSE
        known_call := NULL;
        IF stage = 'Unknown' AND next_step = 'Queue' THEN
            INSERT INTO public.call (
                    id, call_reference, session_id, identified, way, purpose, arrived_at, last_heard_at, caller_number_sealed, key_id,
                    expires_at)
                VALUES (given_call, given_reference, dialled_id, answer = 'Matched', dialled_way, dialled_purpose, given_now, given_now,
                    given_numbers[place], given_keys[place], given_expiries[place]);
            is_seen := true;
        END IF;
    END IF;
    INSERT INTO public.code_attempt (reference_hash, attempt, outcome, next, at)
        VALUES (given_reference_hash, given_attempt, answer, next_step, given_now);
    RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION match_code FROM PUBLIC;
