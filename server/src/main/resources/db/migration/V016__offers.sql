-- RabbitMQ as a carrier. The evaluation that waits is what is owed; a message is an offer of it, made when a broker's queue
-- has room and made again when the message is lost.
alter table queue
  add column broker_vhost text unique,               -- null: workers come by HTTPS only; the default queue has the broker's own
  add column broker_user  text;                      -- the account of its workers; its password is with the broker alone

create table offer (
  id            bigint generated always as identity primary key,
  queue_id      bigint not null references queue,
  evaluation_id bigint not null references evaluation,
  secret        uuid not null unique,                -- proves that somebody has the message
  task          uuid not null,                       -- Celery's id of it, to revoke
  is_scoring    boolean not null,                    -- the predictions are stored: only scoring is left
  made_at       timestamptz not null,
  published_at  timestamptz,                         -- the broker confirmed it; null: owed
  attempt_id    bigint references attempt,           -- what came of it
  is_foreign    boolean not null default false,      -- a Codabench worker took it: no heartbeats, a deadline for each step
  cancel_told_at timestamptz,                        -- that worker was told to stop
  closed_at     timestamptz                          -- nothing can come of it any more
);
create unique index offer_open on offer (evaluation_id) where attempt_id is null and closed_at is null;
create index offer_queue on offer (queue_id) where attempt_id is null and closed_at is null;
create index offer_attempt on offer (attempt_id);
create index offer_closed on offer (closed_at);

create index evaluation_to_score on evaluation (queue_id, place) where state = 'queued' and predictions is not null;

-- Where a worker that got the message may put things, by the message's own names.
create table offer_upload (
  offer_id   bigint not null references offer on delete cascade,
  name       text not null,
  object_key text not null unique,
  taken_at   timestamptz,                            -- a log that came whole: nothing is added to it any more
  primary key (offer_id, name)
);

-- What a Codabench worker reported of the step that it was offered, until it is all there.
create table codabench_report (
  offer_id     bigint primary key references offer on delete cascade,
  ended_at     timestamptz,                          -- it said that the step is over
  scores       text,                                 -- JSON as posted; a second post replaces
  scored_at    timestamptz,
  trouble      text,                                 -- Docker_Image_Pull_Fail, Execution_Time_Limit_Exceeded
  trouble_text text
);
create index codabench_report_unfinished on codabench_report (offer_id) where ended_at is not null or scored_at is not null;
