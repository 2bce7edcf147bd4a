-- Stores a session that the IRMA server has started, in one statement: api/Disclosure/Sessions/StoreSession.cs. The migration StartSession
-- creates it: a change needs a new file and a new migration, and a changed signature a new name, because an older api calls this one
-- meanwhile.
--
-- It gets hashes and ciphertext only, and raises no error with values. given_invitation is the hash of the invitation that starts it during
-- a call; otherwise it and given_call are null. Returns Yes, CodeTaken or InvitationGone; nothing is stored but with Yes.

CREATE FUNCTION start_session(
    given_id uuid, given_status_token_hash bytea, given_purpose text, given_requested text, given_trace uuid, given_subject uuid,
    given_irma_token bytea, given_way text, given_code_hash bytea, given_digits bytea, given_frontend bytea, given_key text,
    given_created timestamptz, given_expiry timestamptz, given_call uuid, given_invitation bytea)
RETURNS TABLE (outcome text)
LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
    IF given_invitation IS NOT NULL THEN
        -- A new invitation may have replaced this one during the request to the IRMA server. The lock holds until the session is stored,
        -- so that a replacement from now on finds that session. The call is locked first, as wherever a call and its invitation are
        -- erased: the session's foreign key would lock it last, and the two transactions would wait for each other.
        PERFORM FROM public.call WHERE call.id = given_call FOR KEY SHARE;
        PERFORM FROM public.invitation
            WHERE invitation.call_id = given_call AND invitation.code_hash = given_invitation FOR SHARE;
        IF NOT FOUND THEN
            outcome := 'InvitationGone';
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;
    INSERT INTO public.session (
            id, status_token_hash, purpose, requested_json, state, trace_id, data_subject_id, irma_token_sealed, way, call_id, code_hash,
            shown_digits_sealed, frontend_sealed, wrong_digits, key_id, created_at, expires_at, irma_unreachable)
        VALUES (given_id, given_status_token_hash, given_purpose, given_requested::jsonb, 'Started', given_trace, given_subject,
            given_irma_token, given_way, given_call, given_code_hash, given_digits, given_frontend, 0, given_key, given_created,
            given_expiry, false)
        ON CONFLICT (code_hash) DO NOTHING;
    -- Another live session has the code.
    outcome := CASE WHEN FOUND THEN 'Yes' ELSE 'CodeTaken' END;
    RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION start_session FROM PUBLIC;
