-- Submissions and evaluations draw from one sequence: towards Codabench's API and workers an evaluation of a many-task
-- submission is a child submission with an id of its own; a one-task submission and its live evaluation share one id.
create sequence submission_id;

create table submission (
  id                    bigint primary key,
  phase_id              bigint not null references phase,
  account_id            bigint not null references account,
  blob_id               bigint not null references blob,
  file_name             text not null,
  received_at           timestamptz not null,        -- the receipt: the instant the upload was sealed; judges deadlines
  state                 text not null check (state in ('submitted', 'running', 'finished', 'failed', 'cancelled')),
  counts_against_limits boolean not null default true,
  fact_sheet_answers    jsonb,
  ended_at              timestamptz
);
create index submission_phase on submission (phase_id, id desc);
create index submission_account on submission (account_id, phase_id, received_at);

-- One task of one submission, once per generation.
create table evaluation (
  id              bigint primary key,
  submission_id   bigint not null references submission,
  task_id         bigint not null references task,
  task_version_id bigint not null references task_version,
  generation      int not null default 1,
  kind            text not null check (kind in ('live', 'rerun', 'shadow')),
  is_current      boolean not null,
  queue_id        bigint not null references queue,
  priority        int not null default 0,            -- larger goes first
  place           bigint not null,                   -- order within the priority; kept when queued again
  state           text not null check (state in ('queued', 'leased', 'scored', 'failed', 'cancelled')),
  state_since     timestamptz not null,
  attempts        int not null default 0,            -- that failed by the platform's fault; released ones do not count
  cancel_asked_at timestamptz,
  failure         jsonb,                             -- contract.Failure
  warnings        jsonb not null default '[]',
  ended_at        timestamptz,
  unique (submission_id, task_id, generation)
);
create unique index evaluation_current on evaluation (submission_id, task_id) where is_current;
create index evaluation_waiting on evaluation (queue_id, priority desc, place) where state = 'queued';
create index evaluation_submission on evaluation (submission_id);
create sequence evaluation_place;

create table attempt (
  id             bigint generated always as identity primary key,
  evaluation_id  bigint not null references evaluation,
  number         int not null,
  kind           text not null check (kind in ('PREDICT_AND_SCORE', 'SCORE')),
  token          uuid not null unique,               -- fencing token
  worker_id      bigint references worker,
  worker_name    text not null,
  state          text not null check (state in ('active', 'scored', 'failed', 'cancelled', 'lost', 'released')),
  leased_until   timestamptz not null,               -- the deadline of a leased evaluation
  activity       text,                               -- contract.Heartbeat.Activity
  step           text,                               -- contract.Step
  step_since     timestamptz,
  image          text not null,                      -- as ordered
  image_used     text,                               -- the local stand-in, or the same
  image_digest   text,
  steps          jsonb not null default '[]',        -- contract.AttemptResult.StepReport
  log_bytes      jsonb,                              -- contract.LogStream -> length as the worker counted it
  failure        jsonb,
  predictions    bigint references blob,
  scoring_output bigint references blob,
  detailed_results bigint references blob,
  started_at     timestamptz not null,
  ended_at       timestamptz,
  unique (evaluation_id, number)
);
create index attempt_active on attempt (leased_until) where state = 'active';
create index attempt_worker on attempt (worker_id) where state = 'active';
create unique index attempt_one_active on attempt (evaluation_id) where state = 'active';

-- An object a worker may store for an attempt; it counts only if the attempt's result is accepted.
create table attempt_upload (
  attempt_id bigint not null references attempt,
  kind       text not null,                          -- contract.UploadKind
  object_key text not null unique,
  blob_id    bigint references blob,
  primary key (attempt_id, kind)
);

create table log_chunk (
  attempt_id    bigint not null references attempt,
  stream        text not null,                       -- contract.LogStream
  number        int not null,
  offset_bytes  bigint not null,
  bytes         bytea not null,
  id            bigint generated always as identity, -- order of arrival: where a live reader goes on
  primary key (attempt_id, stream, number)
);
create index log_chunk_arrival on log_chunk (attempt_id, id);

-- A second report replaces, never adds.
create table score (
  evaluation_id bigint not null references evaluation,
  column_key    text not null,
  value         numeric not null,
  primary key (evaluation_id, column_key)
);
