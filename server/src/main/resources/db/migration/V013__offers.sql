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
  closed_at     timestamptz                          -- nothing can come of it any more
);
create unique index offer_open on offer (evaluation_id) where attempt_id is null and closed_at is null;
create index offer_queue on offer (queue_id) where attempt_id is null and closed_at is null;
create index offer_attempt on offer (attempt_id);
create index offer_closed on offer (closed_at);

-- Where a worker that got the message may put things, by the message's own names.
create table offer_upload (
  offer_id   bigint not null references offer on delete cascade,
  name       text not null,
  object_key text not null unique,
  primary key (offer_id, name)
);
