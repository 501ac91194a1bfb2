-- Secrets of authenticator apps, encrypted with a key that is not in the database.
CREATE TABLE totp (
  account text PRIMARY KEY REFERENCES account,
  sealed bytea NOT NULL,
  confirmed boolean NOT NULL,
  last_step bigint NOT NULL      -- the last time step whose code was used: none works twice
);
-- SHA-256 of codes of 80 random bits, each deleted when used.
CREATE TABLE recovery_code (
  account text NOT NULL REFERENCES account,
  hash text NOT NULL,
  PRIMARY KEY (account, hash)
);
