-- Commands that run by a clock or on events, with the grants of who made them.
create table command_trigger (
  id uuid primary key,
  subject text not null,
  client text not null,
  grants text[] not null,
  name text not null,
  definition json not null,
  topic text,
  enabled boolean not null,
  next_due timestamptz,
  -- events that happened before are none of its business
  active_since timestamptz not null,
  dropped bigint not null default 0,
  errors bigint not null default 0,
  last_error json,
  -- one that failed is left alone until then
  retry_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (subject, name)
);

create index command_trigger_due on command_trigger (next_due) where enabled and next_due is not null;
create index command_trigger_topic on command_trigger (topic) where enabled and topic is not null;

-- One row for each due time and event: the key is what makes a trigger fire once.
create table trigger_firing (
  id uuid primary key,
  trigger_id uuid not null references command_trigger on delete cascade,
  cause text not null,
  fired_at timestamptz not null,
  status text not null,
  request json,
  command_id uuid,
  reason text,
  -- triggers whose firings led to this one, itself included
  chain uuid[] not null,
  ended boolean not null default false,
  retry_at timestamptz not null,
  unique (trigger_id, cause)
);

create index trigger_firing_history on trigger_firing (trigger_id, fired_at desc);
create index trigger_firing_pending on trigger_firing (retry_at) where status = 'pending';
create index trigger_firing_open on trigger_firing (trigger_id) where not ended;
create index trigger_firing_age on trigger_firing (fired_at);
