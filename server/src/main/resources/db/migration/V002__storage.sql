-- A stored object. Its key is random and never used again; a row is only made once the object is sealed: complete, hashed,
-- and out of reach of whoever wrote it.
create table blob (
  id         bigint generated always as identity primary key,
  object_key text not null unique,
  size       bigint not null check (size >= 0),
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name  text not null,
  media_type text not null,
  sealed_at  timestamptz not null
);
create index blob_sha256 on blob (sha256);

-- db-scheduler's own table: the site worker's persistent tasks.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time);
