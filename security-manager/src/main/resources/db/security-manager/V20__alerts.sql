-- What detection found. Numbers order alerts as they were raised.
CREATE TABLE alert (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  rule text NOT NULL,
  severity text NOT NULL,
  subject text,
  client text,
  about text NOT NULL,
  explanation text NOT NULL,
  factors text NOT NULL,       -- JSON
  evidence uuid[] NOT NULL,    -- audit records
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  occurrences int NOT NULL DEFAULT 1,
  response text NOT NULL,
  dismissed boolean,           -- null while it is open
  decided_by text,
  decided_at timestamptz,
  note text,
  CHECK ((dismissed IS NULL) = (decided_by IS NULL AND decided_at IS NULL))
);
CREATE INDEX ON alert (rule, about, last_at);
CREATE INDEX ON alert (last_at);

-- How far the ledger was watched; one row.
CREATE TABLE alert_progress (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  next_index bigint NOT NULL
);

-- Principals that get no tokens until an administrator releases them.
CREATE TABLE quarantine (
  subject text PRIMARY KEY,
  reason text NOT NULL,
  at timestamptz NOT NULL
);
