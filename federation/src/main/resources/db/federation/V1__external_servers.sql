CREATE TABLE external_server (
  alias       text PRIMARY KEY,
  title       text NOT NULL,
  connection  jsonb NOT NULL,
  credentials text NOT NULL,
  enabled     boolean NOT NULL,
  added_by    text NOT NULL,
  added_at    timestamptz NOT NULL
);

-- Approved and seen side by side: the tool is offered where both hashes are the same.
CREATE TABLE external_tool (
  alias         text NOT NULL REFERENCES external_server ON DELETE CASCADE,
  name          text NOT NULL,
  approved      text,
  approved_hash text,
  risk          text,
  approved_by   text,
  approved_at   timestamptz,
  seen          text,
  seen_hash     text,
  PRIMARY KEY (alias, name),
  CHECK (approved IS NOT NULL OR seen IS NOT NULL)
);

-- The subject is empty for the credential that all share.
CREATE TABLE external_credential (
  alias   text NOT NULL REFERENCES external_server ON DELETE CASCADE,
  subject text NOT NULL,
  sealed  bytea NOT NULL,
  set_at  timestamptz NOT NULL,
  PRIMARY KEY (alias, subject)
);
