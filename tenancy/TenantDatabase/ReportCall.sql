-- Stores what a report says of a call, in one statement: api/Telephony/Exchange/ReportStatement.cs. Its rules are those of CallTable;
-- CallStatesTests compares each pair of state and event with them. The migration HotCalls creates it: a change needs a new file and a new
-- migration, and a changed signature a new name, because an older api calls this one meanwhile.
--
-- It gets hashes and ciphertext only, and raises no error with values. Whoever calls it holds the lock on the reference. given_number is
-- the caller's number sealed with given_key, in case the call is new. known_call and the next two are of a call that was there before,
-- whose number may be news. door_is_shut: nothing was stored, because a new call finds the municipality closed.

CREATE FUNCTION report_call(
    given_reference text, given_reference_hash bytea, given_state text, given_now timestamptz, given_door text, given_call uuid,
    given_key text, given_expiry timestamptz, given_number bytea, silence interval, has_wrap_up boolean, may_erase boolean)
RETURNS TABLE (
    next_step text, door_is_shut boolean, is_seen boolean, is_erased boolean, known_call uuid, known_key text, known_number bytea)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    is_there boolean;
    taker uuid;
    hung_up timestamptz;
    heard timestamptz;
    was_connected boolean;
    connected boolean;
BEGIN
    door_is_shut := false;
    is_seen := false;
    is_erased := false;
    SELECT call.id, call.key_id, call.caller_number_sealed, call.taken_by, call.hung_up_at, call.last_heard_at, call.is_connected
        INTO known_call, known_key, known_number, taker, hung_up, heard, was_connected
        FROM public.call WHERE call.call_reference = given_reference FOR UPDATE;
    is_there := FOUND;
    IF hung_up IS NOT NULL OR (NOT is_there AND EXISTS (
            SELECT FROM public.ended_call WHERE ended_call.reference_hash = given_reference_hash)) THEN
        next_step := 'End';
        known_call := NULL;
    ELSIF given_state = 'Ended' THEN
        next_step := 'End';
        is_seen := true;
        known_call := NULL;
        IF taker IS NOT NULL AND has_wrap_up THEN
            -- The taker finishes it, or the purge after the wrap-up time, which has already started for a call that counted as ended.
            UPDATE public.call SET hung_up_at = least(given_now, heard + silence) WHERE call.call_reference = given_reference;
        ELSIF may_erase THEN
            PERFORM public.erase_call(given_reference, given_reference_hash, given_now, silence);
            is_erased := true;
        ELSE
            -- Nobody's any more, it is over at once.
            UPDATE public.call SET hung_up_at = given_now, taken_by = NULL WHERE call.call_reference = given_reference;
        END IF;
    ELSIF is_there THEN
        connected := taker IS NOT NULL AND given_state = 'Connected';
        UPDATE public.call SET last_heard_at = given_now, is_connected = connected WHERE call.call_reference = given_reference;
        next_step := CASE WHEN taker IS NULL THEN 'Queue' ELSE 'Talk' END;
        -- A repeated report is a heartbeat and changes nothing for viewers.
        is_seen := heard + silence <= given_now OR connected <> was_connected;
    ELSIF given_door <> 'Open' THEN
        next_step := 'End';
        door_is_shut := true;
    ELSE
        INSERT INTO public.call (
                id, call_reference, identified, arrived_at, last_heard_at, is_connected, caller_number_sealed, key_id, expires_at)
            VALUES (given_call, given_reference, false, given_now, given_now, false, given_number, given_key, given_expiry);
        next_step := 'Queue';
        is_seen := true;
    END IF;
    RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION report_call FROM PUBLIC;
