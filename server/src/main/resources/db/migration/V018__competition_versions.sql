-- What a competition was: its bundle, taken apart, so that every version can be compared, downloaded and come back.
create table competition_version (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  number         int not null,
  origin         text not null check (origin in ('created', 'bundle', 'editor', 'revert', 'elsewhere')),
  note           text not null,
  made_by        bigint references account,     -- null: not known
  made_at        timestamptz not null,
  fingerprint    text not null,
  texts          jsonb not null,                -- path -> text, competition.yaml among them
  changes        jsonb not null default '[]',   -- against the version before, as they were shown
  unique (competition_id, number)
);

create table competition_version_file (
  version_id bigint not null references competition_version on delete cascade,
  path       text not null,
  blob_id    bigint not null references blob,
  primary key (version_id, path)
);

-- A plan: how a competition would change. Nothing has changed until it is applied, and it is only applied to the state it
-- was made on.
create table competition_change (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  account_id     bigint not null references account,
  origin         text not null check (origin in ('bundle', 'editor', 'revert')),
  note           text not null,
  bundle         bigint references blob,        -- as uploaded; null where there was none
  state          text not null check (state in ('queued', 'running', 'refused', 'failed', 'planned', 'applied', 'outdated',
                                                'discarded')),
  findings       jsonb not null default '[]',
  progress       text not null default '',
  error          text,
  base           text,                          -- fingerprint of the state it was made on
  texts          jsonb,
  changes        jsonb not null default '[]',
  version_id     bigint references competition_version,
  created_at     timestamptz not null,
  ended_at       timestamptz
);
create index competition_change_competition on competition_change (competition_id, id desc);

create table competition_change_file (
  change_id bigint not null references competition_change on delete cascade,
  path      text not null,
  blob_id   bigint not null references blob,
  primary key (change_id, path)
);
