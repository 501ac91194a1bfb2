-- Keys of columns that hold secrets, one for each purpose, wrapped by a master key that is not in the database.
-- Repeatable, so that it comes to databases of any version.
create table if not exists data_key (
  purpose text primary key,
  wrapped bytea not null,               -- an encrypted Tink keyset
  master_key bigint not null,           -- id of the key that wraps it
  adopted boolean not null default false,  -- what was stored before has been brought under it
  created_at timestamptz not null default now(),
  wrapped_at timestamptz not null default now()
);
