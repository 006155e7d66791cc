-- A data set is a name for a blob: program, data, starting kit.
create table dataset (
  id         bigint generated always as identity primary key,
  key        uuid not null unique,
  type       text not null check (type in ('ingestion_program', 'scoring_program', 'input_data', 'reference_data',
                                           'public_data', 'starting_kit', 'solution', 'competition_bundle')),
  name       text not null,
  owner_id   bigint not null references account,
  blob_id    bigint not null references blob,
  is_public  boolean not null default false,
  created_at timestamptz not null
);

create table task (
  id          bigint generated always as identity primary key,
  key         uuid not null unique,
  owner_id    bigint not null references account,
  name        text not null,
  description text,
  is_public   boolean not null default false,
  created_at  timestamptz not null
);

-- Never updated: a changed task is a new version, so that a score always says what it was measured with.
create table task_version (
  id                             bigint generated always as identity primary key,
  task_id                        bigint not null references task,
  number                         int not null,
  scoring_program                bigint not null references dataset,
  ingestion_program              bigint references dataset,
  input_data                     bigint references dataset,
  reference_data                 bigint references dataset,
  ingestion_only_during_scoring  boolean not null default false,
  share_output                   boolean not null default false,
  show_reference_data            boolean not null default false,
  created_at                     timestamptz not null,
  unique (task_id, number)
);

create table solution (
  id          bigint generated always as identity primary key,
  task_id     bigint not null references task,
  dataset_id  bigint not null references dataset,
  name        text not null,
  description text
);
