-- Events waiting for Kafka; a row goes away when Kafka has acknowledged it.
create table outbox (
  position bigint generated always as identity primary key,
  id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  time timestamptz not null,
  data text not null,
  traceparent text,
  appended_at timestamptz not null default now()
);

-- Events that Kafka will never take, such as those over its record size, for an operator to judge.
create table outbox_parked (
  position bigint primary key,
  id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  time timestamptz not null,
  data text not null,
  traceparent text,
  appended_at timestamptz not null,
  reason text not null,
  parked_at timestamptz not null default now()
);
