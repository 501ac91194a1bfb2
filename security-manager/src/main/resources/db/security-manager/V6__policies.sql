-- Access policies: every version ever put, and every activation in order. The last activation is in force.
CREATE TABLE policy_version (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  files text NOT NULL,   -- JSON: texts by file name
  tests text NOT NULL,   -- JSON: requests with the expected decision
  note text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE policy_activation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version bigint NOT NULL REFERENCES policy_version,
  actor text NOT NULL,
  at timestamptz NOT NULL
);
