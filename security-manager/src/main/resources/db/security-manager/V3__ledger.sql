-- Audit records in the order of their arrival, each hash covering the one before. What is hashed is
-- "record" as it stands; the columns for queries are derived from it.
CREATE TABLE ledger (
  index bigint PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  record text NOT NULL,
  hash text NOT NULL,
  at timestamptz NOT NULL,
  subject text GENERATED ALWAYS AS (record::json ->> 'subject') STORED,
  client text GENERATED ALWAYS AS (record::json ->> 'client') STORED,
  target text GENERATED ALWAYS AS (record::json ->> 'target') STORED,
  outcome text GENERATED ALWAYS AS (record::json ->> 'outcome') STORED
);
CREATE INDEX ON ledger (subject, index DESC);
CREATE INDEX ON ledger (target, index DESC);
CREATE INDEX ON ledger (at);

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit ledger only grows';
END $$;

CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
