-- Ids of events already handled, so that a redelivered one has no second effect.
create table inbox (
  event_id uuid primary key,
  received_at timestamptz not null default now()
);

create index inbox_received_at on inbox (received_at);
