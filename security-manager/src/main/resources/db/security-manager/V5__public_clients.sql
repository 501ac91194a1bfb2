-- Clients that describe themselves by URL have long ids; those that register have several redirects.
ALTER TABLE oauth2_authorization ALTER COLUMN registered_client_id TYPE text;
ALTER TABLE oauth2_registered_client ALTER COLUMN redirect_uris TYPE text;

-- Refresh tokens (as SHA-256) that were exchanged for the next one. Who shows such a token again
-- has stolen it or was stolen from.
CREATE TABLE spent_refresh_token (
  hash text PRIMARY KEY,
  authorization_id varchar(100) NOT NULL REFERENCES oauth2_authorization ON DELETE CASCADE
);
CREATE INDEX ON spent_refresh_token (authorization_id);
