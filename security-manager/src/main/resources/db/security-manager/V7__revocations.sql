-- Credentials that ended before they expire, until everything they concern has expired. Numbers are drawn
-- under a lock on the table, so that a reader who has seen one has seen all smaller ones.
CREATE TABLE revocation (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  value text NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX ON revocation (until);
CREATE INDEX ON oauth2_authorization (principal_name);
