-- Who wants gone what is stored of them, and which services have done their part.
CREATE TABLE erasure (
  id uuid PRIMARY KEY,
  subject text NOT NULL,
  requested_at timestamptz NOT NULL
);
CREATE INDEX ON erasure (subject, requested_at DESC);

CREATE TABLE erasure_part (
  erasure uuid NOT NULL REFERENCES erasure ON DELETE CASCADE,
  service text NOT NULL,
  erased_at timestamptz,                    -- null while it is awaited
  erased jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (erasure, service)
);
