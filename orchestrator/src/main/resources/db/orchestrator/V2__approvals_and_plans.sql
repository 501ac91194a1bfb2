-- Projection: steps that wait for approval.
create table approval_view (
  command_id uuid not null,
  step text not null,
  subject text not null,
  requested_at timestamptz not null,
  primary key (command_id, step)
);

create index approval_view_subject on approval_view (subject, requested_at);
create index approval_view_time on approval_view (requested_at);

-- Plans saved to be run by name; a version never changes.
create table saved_plan (
  name text not null,
  version int not null,
  data json not null,
  withdrawn boolean not null default false,
  saved_at timestamptz not null,
  primary key (name, version)
);

create index command_view_status on command_view (status, command_id desc)
  where status in ('running', 'awaiting_approval', 'undoing');

-- Which taking of a lease it is: a run that lost its lease does not get it back by its process taking it again.
create sequence command_lease_epoch;
alter table command_lease add column epoch bigint not null default 0;
