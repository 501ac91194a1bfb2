-- Tables of Spring Security 7.1's passkeys (its own scripts, with keys).
CREATE TABLE user_entities (
  id varchar(1000) PRIMARY KEY,
  name varchar(100) NOT NULL UNIQUE REFERENCES account,
  display_name varchar(200)
);
CREATE TABLE user_credentials (
  credential_id varchar(1000) PRIMARY KEY,
  user_entity_user_id varchar(1000) NOT NULL REFERENCES user_entities,
  public_key bytea NOT NULL,
  signature_count bigint,
  uv_initialized boolean,
  backup_eligible boolean NOT NULL,
  authenticator_transports varchar(1000),
  public_key_credential_type varchar(100),
  backup_state boolean NOT NULL,
  attestation_object bytea,
  attestation_client_data_json bytea,
  created timestamp,
  last_used timestamp,
  label varchar(1000) NOT NULL
);
CREATE INDEX ON user_credentials (user_entity_user_id);
