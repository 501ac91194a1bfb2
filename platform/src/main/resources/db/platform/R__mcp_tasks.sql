-- Tool calls that go on in the background. Repeatable, so that it comes to databases of any version.
create table if not exists mcp_tasks (
  id text primary key,
  owner text,
  status text not null,
  task text not null,
  expires_at timestamptz not null,
  runner uuid,
  runner_alive_until timestamptz
);

create index if not exists mcp_tasks_owner on mcp_tasks (owner);
