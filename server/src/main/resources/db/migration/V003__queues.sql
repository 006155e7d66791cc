create table queue (
  id         bigint generated always as identity primary key,
  key        uuid not null unique,
  name       text not null check (length(name) between 1 and 100),
  owner_id   bigint references account,       -- null: the site's
  is_default boolean not null default false,
  is_public  boolean not null default false,
  created_at timestamptz not null
);
create unique index queue_default on queue (is_default) where is_default;

-- A worker proves with it that it may serve one queue.
create table worker_token (
  id           bigint generated always as identity primary key,
  queue_id     bigint not null references queue,
  name         text not null,
  hash         bytea not null unique,
  hint         text not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

-- One row per start of a worker.
create table worker (
  id           bigint generated always as identity primary key,
  queue_id     bigint not null references queue,
  instance     uuid not null unique,
  name         text not null,
  version      text not null,
  engine       text not null,
  cpus         int not null,
  memory_bytes bigint not null,
  gpus         int not null,
  slots        int not null,
  free_slots   int not null,
  first_seen   timestamptz not null,
  last_seen    timestamptz not null,
  gone_at      timestamptz
);
create index worker_queue on worker (queue_id, last_seen desc);
