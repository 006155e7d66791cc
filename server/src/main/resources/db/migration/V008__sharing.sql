-- Whom the owner lets use a data set or a task; what is public, everybody may use.
create table dataset_share (
  dataset_id bigint not null references dataset on delete cascade,
  account_id bigint not null references account,
  shared_at  timestamptz not null,
  primary key (dataset_id, account_id)
);
create index dataset_share_account on dataset_share (account_id, dataset_id);

-- To use a task is not to read its files: those are shared by themselves, so that a task can be lent and its answers kept.
create table task_share (
  task_id    bigint not null references task on delete cascade,
  account_id bigint not null references account,
  shared_at  timestamptz not null,
  primary key (task_id, account_id)
);
create index task_share_account on task_share (account_id, task_id);

alter table dataset add column description text not null default '';
alter table task_version add column note text not null default '';  -- what its author says has changed

create index dataset_owner on dataset (owner_id, id desc);
create index dataset_public on dataset (id desc) where is_public;
create index task_owner on task (owner_id, id desc);
create index task_public on task (id desc) where is_public;
create index phase_task_task on phase_task (task_id);

-- Where a data set is used, which says whether it may go.
create index task_version_scoring_program on task_version (scoring_program);
create index task_version_ingestion_program on task_version (ingestion_program);
create index task_version_input_data on task_version (input_data);
create index task_version_reference_data on task_version (reference_data);
create index solution_dataset on solution (dataset_id);
create index solution_task on solution (task_id);
create index phase_public_data on phase (public_data);
create index phase_starting_kit on phase (starting_kit);
