-- Old results are kept: a re-run or a re-score adds a generation beside them. Which one counts is evaluation.is_current.
create table rerun (
  id         bigint generated always as identity primary key,
  phase_id   bigint not null references phase,
  kind       text not null check (kind in ('rerun', 'rescore')),
  newest     boolean not null,                       -- against the tasks' newest versions, else those used before
  chosen     bigint[],                               -- submissions; null: the whole phase
  asked_by   bigint not null references account,
  asked_at   timestamptz not null,
  reason     text not null default '',
  state      text not null check (state in ('queueing', 'queued', 'applied', 'dropped')),
  after_id   bigint not null default 0,              -- submissions up to this one have been seen to
  skipped    int not null default 0,                 -- that could not be taken: still running, or nothing to score
  decided_by bigint references account,
  decided_at timestamptz
);
create index rerun_phase on rerun (phase_id, id desc);

alter table evaluation add column rerun_id bigint references rerun;
create unique index evaluation_rerun on evaluation (rerun_id, submission_id, task_id) where rerun_id is not null;

-- Paused: its phase's scoring is held until the organiser has mended it.
alter table evaluation drop constraint evaluation_state_check;
alter table evaluation add constraint evaluation_state_check
  check (state in ('queued', 'paused', 'leased', 'scored', 'failed', 'cancelled'));

create table scoring_pause (
  id         bigint generated always as identity primary key,
  phase_id   bigint not null references phase on delete cascade,
  since      timestamptz not null,
  why        text not null,
  paused_by  bigint references account,              -- null: the site itself
  ended_at   timestamptz,
  ended_by   bigint references account
);
create unique index scoring_pause_open on scoring_pause (phase_id) where ended_at is null;
create index evaluation_paused on evaluation (submission_id) where state = 'paused';
