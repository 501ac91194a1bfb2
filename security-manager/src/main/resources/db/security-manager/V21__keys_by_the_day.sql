ALTER TABLE api_key ADD COLUMN calls_per_day int CHECK (calls_per_day > 0);
