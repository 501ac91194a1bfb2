-- API keys. Secrets are stored as SHA-256 only: they are 256 random bits.
CREATE TABLE api_key (
  id text PRIMARY KEY,
  name text NOT NULL,
  owner text NOT NULL,
  scopes text[] NOT NULL,
  calls_per_minute int CHECK (calls_per_minute > 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,        -- to a minute or so
  secret_hash text NOT NULL,
  previous_hash text,              -- good until then, while a rotation overlaps
  previous_until timestamptz,
  CHECK ((previous_hash IS NULL) = (previous_until IS NULL))
);
CREATE INDEX ON api_key (owner);
CREATE INDEX ON api_key (expires_at);
