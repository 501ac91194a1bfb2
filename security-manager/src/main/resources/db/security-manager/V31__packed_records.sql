-- Records are Zstandard frames from here on; those that are there stay plain, as bytes. Neither is worth compressing again.
ALTER TABLE ledger_batch ALTER COLUMN records TYPE bytea USING convert_to(records, 'UTF8');
ALTER TABLE ledger_batch ALTER COLUMN records SET STORAGE EXTERNAL;
