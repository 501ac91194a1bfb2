-- The events of all commands. Appending version n + 1 twice violates the key: optimistic locking.
-- json, not jsonb: jsonb refuses U+0000, which a tool's text may hold, and nobody queries inside.
create table command_event (
  command_id uuid not null,
  version bigint not null,
  position bigint generated always as identity,
  type text not null,
  data json not null,
  at timestamptz not null,
  traceparent text,
  primary key (command_id, version)
);

create unique index command_event_position on command_event (position);

-- Projection for queries; can be rebuilt from the events.
create table command_view (
  command_id uuid primary key,
  subject text not null,
  client text not null,
  status text not null,
  version bigint not null,
  tool text,
  steps int not null,
  accepted_at timestamptz not null,
  ended_at timestamptz
);

create index command_view_subject on command_view (subject, command_id desc);

create table idempotency_key (
  subject text not null,
  key text not null,
  digest text not null,
  command_id uuid not null,
  expires_at timestamptz not null,
  primary key (subject, key)
);

create index idempotency_key_expiry on idempotency_key (expires_at);

-- Orchestrators that live. Times of leases are the database's, so that clocks need not agree.
create table orchestrator_node (
  owner uuid primary key,
  alive_until timestamptz not null
);

-- Which orchestrator runs which command; a row for each command that has not ended.
create table command_lease (
  command_id uuid primary key,
  owner uuid,
  taken_at timestamptz not null default now(),
  retry_at timestamptz,
  -- another orchestrator added an event that the owner has to see, such as a cancel
  poked boolean not null default false
);

create index command_lease_owner on command_lease (owner);
create index command_lease_poked on command_lease (owner) where poked;
