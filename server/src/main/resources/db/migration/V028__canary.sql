-- A synthetic run per queue, on a schedule: does the queue still do its work from end to end?
create table canary (
  queue_id       bigint primary key references queue,
  competition_id bigint not null references competition, -- hidden; its participant and owner are nobody's accounts
  phase_id       bigint not null references phase,
  account_id     bigint not null references account,
  blob_id        bigint not null references blob,
  submission_id  bigint references submission,           -- the last one
  started_at     timestamptz,
  state          text not null check (state in ('running', 'good', 'failed')),
  why            text not null default '',
  good_at        timestamptz
);
