-- What AppGrants observes.

REVOKE CREATE ON SCHEMA public FROM PUBLIC, :"app";
GRANT USAGE ON SCHEMA public TO :"app";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"app";
-- A slot key is emptied by whoever is there at its deadline.
GRANT TRUNCATE ON :"slot_key_tables" TO :"app";
REVOKE ALL ON schema_version FROM PUBLIC, :"app";
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON evaluation_event, evaluation_day FROM PUBLIC, :"app";
REVOKE ALL ON FUNCTION count_session, count_call, count_wrong_code FROM PUBLIC, :"app";
REVOKE ALL ON FUNCTION match_code, report_call, take_call, finish_call, erase_call, start_session FROM PUBLIC;
GRANT EXECUTE ON FUNCTION match_code, report_call, take_call, finish_call, erase_call, start_session TO :"app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"app";
