-- Audit records in the batches in which they came. Leaves of an RFC 6962 Merkle tree are the lines of
-- "records"; what batches are searched by is derived from them.
CREATE TABLE ledger_batch (
  first_index bigint PRIMARY KEY,
  size int NOT NULL CHECK (size > 0),
  event_id uuid NOT NULL UNIQUE,
  records text,                -- a JSON object a line; null once retention has removed them
  leaf_hashes bytea NOT NULL,  -- 32 bytes a record
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  subjects text[] NOT NULL,
  targets text[] NOT NULL,
  outcomes text[] NOT NULL,
  checkpoint text              -- the signed state after this batch
);
CREATE INDEX ON ledger_batch USING gin (subjects);
CREATE INDEX ON ledger_batch USING gin (targets);
CREATE INDEX ON ledger_batch (to_at);

-- Servers built without lz4 keep their default.
DO $$ BEGIN
  ALTER TABLE ledger_batch ALTER COLUMN records SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;

-- Hashes of the perfect subtrees of 256^n leaves, for proofs.
CREATE TABLE ledger_node (
  height smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (height, index)
);

INSERT INTO ledger_batch
SELECT index - 1, 1, event_id, record, sha256('\x00'::bytea || convert_to(record, 'UTF8')), at, at,
  array_remove(ARRAY[subject], NULL), array_remove(ARRAY[target], NULL), ARRAY[outcome], NULL
FROM ledger ORDER BY index;
DROP TABLE ledger;

-- Content may go, as retention lets it, and the last checkpoint may be renewed; nothing else changes.
CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
    IF (NEW.records IS NULL OR NEW.records = OLD.records)
      AND (NEW.first_index, NEW.size, NEW.event_id, NEW.leaf_hashes, NEW.from_at, NEW.to_at,
           NEW.subjects, NEW.targets, NEW.outcomes)
        = (OLD.first_index, OLD.size, OLD.event_id, OLD.leaf_hashes, OLD.from_at, OLD.to_at,
           OLD.subjects, OLD.targets, OLD.outcomes) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit ledger only grows';
END $$;

CREATE TRIGGER ledger_content_stays BEFORE UPDATE ON ledger_batch
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_only_grows BEFORE DELETE OR TRUNCATE ON ledger_batch
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_nodes_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_node
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
