-- Erases a call with its session: attributes, number, code and tokens. Only the hash of the reference stays, for four hours. finish_call
-- and report_call call it while they hold the lock on the reference.

CREATE FUNCTION erase_call(given_reference text, given_reference_hash bytea, given_now timestamptz, silence interval)
RETURNS void LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    erased_session uuid;
BEGIN
    -- The evaluation counts a call when it is deleted. For a call without a reported end, set it: now, or the time of the last report.
    UPDATE public.call
        SET hung_up_at = CASE WHEN call.last_heard_at + silence <= given_now THEN call.last_heard_at ELSE given_now END
        WHERE call.call_reference = given_reference AND call.hung_up_at IS NULL;
    SELECT call.session_id INTO erased_session FROM public.call WHERE call.call_reference = given_reference;
    DELETE FROM public.session WHERE session.id = erased_session;
    DELETE FROM public.call WHERE call.call_reference = given_reference;
    INSERT INTO public.ended_call (reference_hash, ended_at) VALUES (given_reference_hash, given_now) ON CONFLICT DO NOTHING;
END $$;

REVOKE ALL ON FUNCTION erase_call FROM PUBLIC;
