-- Who may do what. An organiser is somebody who owns or helps with a competition; administrators are marked here.
create table account (
  id               bigint generated always as identity primary key,
  username         text not null check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,29}$'),
  email            text,
  display_name     text not null check (length(display_name) between 1 and 100),
  password_hash    text not null,
  is_administrator boolean not null default false,
  disabled_at      timestamptz,
  created_at       timestamptz not null
);
create unique index account_username on account (lower(username));
create unique index account_email on account (lower(email)) where email is not null;

create table api_token (
  id           bigint generated always as identity primary key,
  account_id   bigint not null references account,
  name         text not null check (length(name) between 1 and 60),
  hash         bytea not null unique,          -- SHA-256 of a random token that is shown once
  hint         text not null,                  -- its first characters, to tell tokens apart
  created_at   timestamptz not null,
  last_used_at timestamptz,
  expires_at   timestamptz,
  revoked_at   timestamptz
);
create index api_token_account on api_token (account_id);

-- Spring Session, so that a restart or another instance logs nobody out.
create table spring_session (
  primary_id            char(36) not null primary key,
  session_id            char(36) not null,
  creation_time         bigint not null,
  last_access_time      bigint not null,
  max_inactive_interval int not null,
  expiry_time           bigint not null,
  principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea not null,
  primary key (session_primary_id, attribute_name)
);
