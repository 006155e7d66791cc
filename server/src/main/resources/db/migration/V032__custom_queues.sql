-- Queues of one's own.
alter table queue
  add column deleted_at timestamptz;                 -- what ran from it stays, so its row does too

-- Organisers who may use a queue that is not theirs.
create table queue_share (
  queue_id   bigint not null references queue,
  account_id bigint not null references account,
  shared_at  timestamptz not null,
  primary key (queue_id, account_id)
);
create index queue_share_account on queue_share (account_id);

alter table phase
  add column queue_id bigint references queue;       -- null: the competition's
