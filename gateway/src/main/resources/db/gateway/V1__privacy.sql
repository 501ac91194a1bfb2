-- What users want of the filter of answers: modes by category, as {"contact": "tokenise"}.
CREATE TABLE privacy_setting (
  subject text PRIMARY KEY,
  modes jsonb NOT NULL,
  changed_at timestamptz NOT NULL
);
