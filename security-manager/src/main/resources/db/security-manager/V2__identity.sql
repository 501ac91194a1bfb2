-- The issuer's RSA keys; the private half is encrypted with a key that is not in the database.
CREATE TABLE issuer_key (
  kid text PRIMARY KEY,
  signs_from timestamptz NOT NULL,
  encrypted bytea NOT NULL
);

-- Public keys with which services sign hop tokens.
CREATE TABLE service_key (
  service text NOT NULL,
  kid text NOT NULL,
  jwk text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (service, kid)
);

CREATE TABLE administrator (
  name text PRIMARY KEY,
  secret_hash text NOT NULL,
  created_at timestamptz NOT NULL
);
