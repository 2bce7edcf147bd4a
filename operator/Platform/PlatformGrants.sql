-- What PlatformPreparation observes: nothing for PUBLIC, and for the api these rights alone.

REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"api";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, :"api";
GRANT SELECT ON tenant, accepted_spec TO :"api";
GRANT SELECT, INSERT, UPDATE, DELETE ON follow_up, follower, replica, replica_tenant TO :"api";
