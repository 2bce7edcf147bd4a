-- Assigns a waiting call to an agent, and records that the agent sees its data, in one statement: api/Telephony/Desk/TakeStatement.cs. Its
-- rules are those of CallTable and LivingSessions; CallStatesTests compares each pair of state and event with the first. The migration
-- HotCalls creates it: a change needs a new file and a new migration, and a changed signature a new name, because an older api calls this
-- one meanwhile.
--
-- given_session is that of the sign-in. has_accounts: whether accounts of this database sign in, and not a provider of the municipality.
-- activities has the processing activity of each of purposes; of another purpose it is other_activities followed by the purpose.
-- Returns NOT_SIGNED_IN, NOT_ALLOWED, or an outcome of takeCall; is_new: the agent did not have the call before. BUSY comes as an error:
-- the unique index on taken_by.

CREATE FUNCTION take_call(
    given_call uuid, given_session uuid, given_agent uuid, given_name text, given_provider text, has_accounts boolean,
    given_now timestamptz, silence interval, purposes text[], activities text[], other_activities text)
RETURNS TABLE (outcome text, is_new boolean)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    is_agent boolean;
    taker uuid;
    hung_up timestamptz;
    heard timestamptz;
    known_session uuid;
BEGIN
    is_new := false;
    -- Blocks changes to the account until this transaction ends, after waiting for one in progress. Before the call: changes to accounts
    -- lock in the same order.
    PERFORM FROM public.account WHERE account.id = given_agent FOR KEY SHARE;
    SELECT CASE WHEN has_accounts THEN EXISTS (
                SELECT FROM public.account_role JOIN public.role ON role.id = account_role.role_id
                WHERE account_role.user_id = signed.account_id AND role.name = 'agent')
            ELSE signed.is_agent END
        INTO is_agent
        FROM public.signed_in_session AS signed
        WHERE signed.id = given_session AND signed.expires_at > given_now AND signed.provider = given_provider
            AND (NOT has_accounts OR EXISTS (
                SELECT FROM public.account WHERE account.id = signed.account_id AND account.disabled_at IS NULL));
    IF NOT FOUND THEN
        outcome := 'NOT_SIGNED_IN';
        RETURN NEXT;
        RETURN;
    ELSIF NOT is_agent THEN
        outcome := 'NOT_ALLOWED';
        RETURN NEXT;
        RETURN;
    END IF;

    SELECT call.taken_by, call.hung_up_at, call.last_heard_at, call.session_id INTO taker, hung_up, heard, known_session
        FROM public.call WHERE call.id = given_call FOR UPDATE;
    IF NOT FOUND THEN
        outcome := 'Ended';
    ELSIF taker = given_agent THEN
        outcome := 'Taken';
    ELSIF taker IS NOT NULL OR hung_up IS NOT NULL THEN
        outcome := 'AlreadyTaken';
    ELSIF heard + silence <= given_now THEN
        outcome := 'Ended';
    ELSE
        UPDATE public.call
            SET taken_by = given_agent, taken_by_name = given_name, taken_at = given_now, is_connected = false,
                first_taken_at = coalesce(call.first_taken_at, given_now)
            WHERE call.id = given_call;
        INSERT INTO public.data_access_log (
                at, account_id, account_name, action, session_id, trace_id, data_subject_id, processing_activity)
            SELECT given_now, given_agent, given_name, 'taken', session.id, session.trace_id, session.data_subject_id,
                coalesce(activities[array_position(purposes, session.purpose)], other_activities || session.purpose)
            FROM public.session WHERE session.id = known_session
            ON CONFLICT DO NOTHING;
        outcome := 'Taken';
        is_new := true;
    END IF;
    RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION take_call FROM PUBLIC;
