-- A competition written as a bundle, for its organisers to take along.
create table competition_dump (
  id             bigint generated always as identity primary key,
  competition_id bigint not null references competition on delete cascade,
  account_id     bigint not null references account,
  content        text not null check (content in ('files', 'keys')),
  state          text not null check (state in ('queued', 'running', 'finished', 'failed')),
  progress       text not null default '',
  error          text,
  blob_id        bigint references blob,     -- from its end on
  created_at     timestamptz not null,
  ended_at       timestamptz
);
create index competition_dump_competition on competition_dump (competition_id, id desc);
