-- Ends the call of an agent, in one statement: api/Telephony/Desk/FinishCall.cs. Its rules are those of CallTable; CallStatesTests compares
-- each pair of state and event with them. The migration HotCalls creates it: a change needs a new file and a new migration, and a changed
-- signature a new name, because an older api calls this one meanwhile.
--
-- Whoever calls it holds the lock on the call's reference. Returns FINISHED, GONE for what has been finished before, or NOT_YOURS.

CREATE FUNCTION finish_call(given_call uuid, given_agent uuid, given_now timestamptz, silence interval, may_erase boolean)
RETURNS text LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    reference text;
    taker uuid;
BEGIN
    SELECT call.call_reference, call.taken_by INTO reference, taker FROM public.call WHERE call.id = given_call FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 'GONE';
    ELSIF taker IS DISTINCT FROM given_agent THEN
        RETURN 'NOT_YOURS';
    ELSIF may_erase THEN
        PERFORM public.erase_call(reference, sha256(convert_to(reference, 'UTF8')), given_now, silence);
    ELSE
        -- Nobody's any more, it is over at once.
        UPDATE public.call SET hung_up_at = coalesce(call.hung_up_at, given_now), taken_by = NULL WHERE call.id = given_call;
    END IF;
    RETURN 'FINISHED';
END $$;

REVOKE ALL ON FUNCTION finish_call FROM PUBLIC;
