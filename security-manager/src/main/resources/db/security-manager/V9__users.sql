-- People, and what they may do: roles hold permissions, groups give roles to their members.
CREATE TABLE role (
  name text PRIMARY KEY,
  permissions text[] NOT NULL
);
INSERT INTO role (name, permissions) VALUES
  ('administrator', '{*:read,*:write,*:destructive,*:external,ops:read,approvals:decide,commands:rebuild}'),
  ('user', '{*:read,*:write,*:external}'),
  ('viewer', '{*:read}');

CREATE TABLE user_group (name text PRIMARY KEY);
CREATE TABLE group_role (
  user_group text NOT NULL REFERENCES user_group ON DELETE CASCADE,
  role text NOT NULL REFERENCES role ON DELETE CASCADE,
  PRIMARY KEY (user_group, role)
);

-- Accounts are never deleted: their names are subjects of tokens, keys and audit records.
CREATE TABLE account (
  name text PRIMARY KEY,
  password_hash text,                       -- none for who logs in elsewhere
  enabled boolean NOT NULL,
  created_at timestamptz NOT NULL,
  password_changed_at timestamptz NOT NULL  -- logins before then count no more
);
CREATE TABLE account_role (
  account text NOT NULL REFERENCES account,
  role text NOT NULL REFERENCES role ON DELETE CASCADE,
  PRIMARY KEY (account, role)
);
CREATE TABLE account_group (
  account text NOT NULL REFERENCES account,
  user_group text NOT NULL REFERENCES user_group ON DELETE CASCADE,
  PRIMARY KEY (account, user_group)
);

-- Whoever could log in so far was an administrator.
INSERT INTO account SELECT name, secret_hash, true, created_at, created_at FROM administrator;
INSERT INTO account_role SELECT name, 'administrator' FROM administrator;
DROP TABLE administrator;
